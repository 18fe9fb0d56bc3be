import sddiagram as sd
api, store = sd.Service("API"), sd.SQLPrimary("Store")
sd.row(api, store)
pattern = sd.Pattern("Shop", api >> store)
