"""A design drawn by hand in other words, of the task of scalable-api."""

import sddiagram as sd

u = sd.Client("Users")
cdn = sd.CDN("Cloudflare", technology="cloudflare")
alb = sd.LoadBalancer("ALB", technology="elb")
web = sd.Service("Rails app", technology="rails")
r = sd.Cache("Redis", technology="redis")
pg = sd.Database("Postgres", technology="postgresql", note="primary and two replicas")
sk = sd.Worker("Sidekiq", note="reads jobs from Redis lists")
dd = sd.Monitoring("Datadog", technology="datadog")
pattern = sd.Pattern("My API", u >> cdn >> alb >> web >> [r, pg], r >> "jobs" >> sk, web >> dd)
