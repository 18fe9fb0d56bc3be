from sddiagram import *
pattern = Pattern('T', Client('U') >> Servce('A', tecnology='x'))
