"""The words of a name as they are compared: in the singular, written out, without articles."""

import re
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+(?:[.'+#/&][^\W_]+|[+#]+)*")
_ARTICLES = frozenset({"the", "a", "an", "our", "my", "some"})
_SHORT = {
    "lb": "load balancer",
    "loadbalancer": "load balancer",
    "slb": "load balancer",
    "db": "database",
    "gw": "gateway",
    "apigw": "api gateway",
    "apigateway": "api gateway",
    "mq": "message queue",
    "svc": "service",
    "srv": "server",
    "svr": "server",
    "k8s": "kubernetes",
    "kube": "kubernetes",
    "fe": "frontend",
    "be": "backend",
    "repl": "replica",
    "ws": "websocket",
    "msg": "message",
    "mgr": "manager",
    "notif": "notification",
    "dw": "data warehouse",
    "dwh": "data warehouse",
    "vdb": "vector database",
    "vectordb": "vector database",
    "kv": "key value",
    "eventbus": "event bus",
    "cfg": "config",
    "authn": "authentication",
    "authz": "authorization",
    "reco": "recommendation",
    "rec": "recommendation",
    "webserver": "web server",
    "appserver": "app server",
    "microsvc": "microservice",
    "apiserver": "api server",
    "datastore": "data store",
    "websockets": "websocket",
    "ratelimiter": "rate limiter",
    "featurestore": "feature store",
    "rmq": "rabbitmq",
    "pgsql": "postgresql",
    "neighbour": "neighbor",
    "authorisation": "authorization",
}
"""What people write short, or in one word, and what it is written out."""
_SINGULAR = {
    "apis": "api",
    "gpus": "gpu",
    "cpus": "cpu",
    "tpus": "tpu",
    "uis": "ui",
    "dbs": "db",
    "lbs": "lb",
    "vms": "vm",
    "caches": "cache",
    "indices": "index",
    "databases": "database",
    "people": "person",
    "postgres": "postgres",
    "kubernetes": "kubernetes",
    "rails": "rails",
    "keras": "keras",
    "pandas": "pandas",
}
_CAPITALS = """
    api db llm gpu tpu cpu cdn dns ml ai ui sql lb id etl elt cdc http rpc grpc tls ab iot sms
    vm aws gcp s3 ec2 sqs sns rds waf url rest mq kv ios vpc jwt sso asr tts stt nlu nlp ocr vad
"""
"""Words that are written in capitals."""
_AS_THEY_ARE = ("ss", "us", "is", "ics", "ous")


@lru_cache(maxsize=4096)
def words(name: str) -> tuple[str, ...]:
    """The words of `name`, as they are compared.

    >>> words("The app servers"), words("User DBs"), words("LB"), words("Caches")
    (('app', 'server'), ('user', 'database'), ('load', 'balancer'), ('cache',))
    """
    found: list[str] = []
    for word in _WORD.findall(name.casefold()):
        single = singular(word)
        found += _SHORT.get(single, single).split()
    # Replica A ends with no article.
    return tuple(found[1:] if len(found) > 1 and found[0] in _ARTICLES else found)


def singular(word: str) -> str:
    """One of what `word` names.

    >>> [singular(word) for word in ("queries", "batches", "servers", "redis", "dns", "gpus")]
    ['query', 'batch', 'server', 'redis', 'dns', 'gpu']
    """
    if word in _SINGULAR:
        return _SINGULAR[word]
    if len(word) <= 3 or not word.endswith("s") or word.endswith(_AS_THEY_ARE):
        return word
    if any(letter.isdigit() for letter in word):
        return word
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    if word.endswith(("sses", "xes", "ches", "shes", "zes")):
        return word[:-2]
    return word[:-1]


def written_out(name: str) -> str:
    """`name` as a label: a lone abbreviation is written out, and the first letter is a capital.

    >>> written_out("LB"), written_out("the  user db"), written_out("iOS app"), written_out("redis")
    ('Load balancer', 'User DB', 'iOS app', 'Redis')
    """
    said = name.split()
    if len(said) > 1 and said[0].casefold() in _ARTICLES:
        said = said[1:]
    label = " ".join(said)
    full = _SHORT.get(singular(label.casefold()))
    if full:
        label = full
    spelt = label.split()
    if not spelt or not spelt[0].islower() or not label[:1].isascii() or "://" in label:
        return label
    spelt = [word.upper() if word in _CAPITALS.split() else word for word in spelt]
    return " ".join([f"{spelt[0][:1].upper()}{spelt[0][1:]}", *spelt[1:]])
