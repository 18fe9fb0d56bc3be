"""Which technologies others run, spread over zones: one card of a picture, and many machines."""

import re

from sddiagram.technology.row import Technology

_CLOUDS = ("aws.", "gcp.", "azure.", "saas.", "firebase.", "alibabacloud.", "ibm.", "oci.")
"""How the icons of what a vendor runs begin."""
_NAMED = frozenset(
    (
        *("Confluent Cloud", "MongoDB Atlas", "Atlas", "Snowflake", "Databricks", "PlanetScale"),
        *("Neon", "Supabase", "Cloudflare", "Fastly", "Akamai", "Vercel", "Netlify", "Pinecone"),
        *("Upstash", "OpenAI", "Anthropic", "Gemini", "Stripe", "Auth0", "Okta", "Datadog"),
        *("Spanner", "AlloyDB", "Aurora DSQL", "CockroachDB Cloud", "Turbopuffer", "Algolia"),
        *("Braintree", "APNs", "R2", "Workers KV", "Durable Objects", "D1", "reCAPTCHA"),
        "Turnstile",
    )
)
"""What a vendor runs, and whose icon is of another set."""
_BY_NODE = re.compile(
    r"EC2\b.*|Compute Engine|Azure VM|EBS|Google Persistent Disk|RDS\b.*|Cloud SQL|Azure SQL|"
    r"Azure Database for PostgreSQL|Aurora( PostgreSQL| MySQL)?|DocumentDB|Neptune|ElastiCache\b.*|"
    r"DAX|Memorystore|Azure Cache for Redis|OpenSearch Service|Redshift|EMR|Dataproc|MSK|"
    r"Amazon MQ|GKE|EKS|AKS|ECS|TPU"
)
"""Of the clouds' products, those whose nodes one chooses, and which fail with their zone."""


def is_managed(technology: Technology) -> bool:
    """Whether others run `technology`, spread over zones, with no nodes that one would count.

    >>> from sddiagram.technology.row import Technology
    >>> [is_managed(Technology.named(one)) for one in ("S3", "DynamoDB", "RDS", "Redis")]
    [True, True, False, False]
    """
    if _BY_NODE.fullmatch(technology.name):
        return False
    icon = technology.icon if isinstance(technology.icon, str) else ""
    return icon.startswith(_CLOUDS) or technology.name in _NAMED
