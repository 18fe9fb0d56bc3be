# My design

- Users call the API
