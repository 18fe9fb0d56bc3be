import sddiagram
pattern = sd.Pattern('T', sd.Client('U') >> sd.Service('A'))
