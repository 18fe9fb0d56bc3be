from diagrams import Diagram
with Diagram('T'):
    pass
