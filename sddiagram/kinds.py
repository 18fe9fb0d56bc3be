"""The table of component kinds, one row each; `sd.Kind(...)` adds one of your own."""

from sddiagram.model.component import Family, Kind

Client = Kind("Client", Family.CLIENT, icon="onprem.client.Users", meaning="people who use it")
Gateway = Kind("Gateway", Family.EDGE, icon="own.gateway", meaning="auth, limits, routing")
Service = Kind("Service", Family.COMPUTE, icon="own.service", meaning="stateless application code")
Cache = Kind("Cache", Family.DATA, technology="redis", meaning="answers kept near")
Queue = Kind("Queue", Family.MESSAGING, technology="kafka", meaning="work that waits")
ModelServer = Kind("ModelServer", Family.ML, icon="own.model", meaning="answers with a model")
SQLPrimary = Kind("SQLPrimary", Family.DATA, technology="postgresql", meaning="the truth")
