  import sddiagram as sd
