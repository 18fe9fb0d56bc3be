from sddiagram import Pattern, Client
pattern = Pattern('T', Client('U') >> Service('A'))
