import sddiagram as sd
api, store, cache = sd.Service("API"), sd.SQLPrimary("Store"), sd.Cache("Cache")
pattern = sd.Pattern("Shop", api >> store, sd.row(api >> cache, store))
