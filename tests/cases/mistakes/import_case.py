import SDdiagram as sd
