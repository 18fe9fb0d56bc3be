graph LR
  A --> B
