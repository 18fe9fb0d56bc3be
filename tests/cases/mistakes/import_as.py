import sddiagram
pattern = sddiagram.Pattern('T', sddiagram.Client('U') >> sddiagram.Servce('A'))
