import sddiagram as sd
api, store = sd.Service("API"), sd.SQLPrimary("Store")
pattern = sd.Pattern("Shop", api >> store, sd.rank(api, store))
