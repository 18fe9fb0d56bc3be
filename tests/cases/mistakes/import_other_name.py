import sddiagram as d
pattern = d.Pattern('T', d.Client('U') >> d.Servce('A'))
