<<<<<<< HEAD
import sddiagram as sd
=======
>>>>>>> other
