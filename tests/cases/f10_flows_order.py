import sddiagram as sd
names = ("1 Sign in", "2 Search", "3 Buy", "4 Return")
pattern = sd.Pattern("Four flows of their own", *[sd.Client(n) >> sd.Service(f"{n} API") >> sd.SQLPrimary(f"{n} store") for n in names])
