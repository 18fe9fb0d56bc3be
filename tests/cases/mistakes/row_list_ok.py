import sddiagram as sd
api, stores = sd.Service("API"), [sd.SQLPrimary("A"), sd.SQLPrimary("B")]
pattern = sd.Pattern("Shop", api >> stores, sd.row(stores))
