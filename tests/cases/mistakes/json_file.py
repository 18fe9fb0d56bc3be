{"a": true}
