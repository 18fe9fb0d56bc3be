Users -> API -> Database
