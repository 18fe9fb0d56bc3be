"""What a script of diagrams imports, and what it calls it."""

import ast
from dataclasses import dataclass, field


@dataclass(slots=True)
class Imported:
    """Names of a script, and what of diagrams they are."""

    classes: dict[str, str] = field(default_factory=dict)
    """Dotted names of node classes: `aws.compute.EC2`."""
    _words: dict[str, str] = field(default_factory=dict)
    """Diagram, Cluster and Edge."""

    def read(self, tree: ast.Module) -> None:
        """Note what the script imports from diagrams."""
        for node in tree.body:
            if not isinstance(node, ast.ImportFrom) or not node.module:
                continue
            for alias in node.names:
                name = alias.asname or alias.name
                if node.module == "diagrams":
                    self._words[name] = alias.name
                elif node.module.startswith("diagrams."):
                    module = node.module.removeprefix("diagrams.")
                    self.classes[name] = f"{module}.{alias.name}"

    def word(self, call: ast.expr) -> str:
        """Which word of diagrams is called: Diagram, Cluster, Edge, or none."""
        if isinstance(call, ast.Call):
            match call.func:
                case ast.Name(id=name):
                    return self._words.get(name, "")
                case ast.Attribute(value=ast.Name(id="diagrams"), attr=name):
                    return name
        return ""
