import sddiagram as sd
api, store, shards = sd.Service("API"), sd.SQLPrimary("Store"), sd.SQLPrimary("Shards")
pattern = sd.Pattern("Shop", sd.Stage("One", api >> store), sd.Stage("Two", api >> shards, sd.row(store, shards), replaces=store))
