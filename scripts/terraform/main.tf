# What Terraform makes of CodeArtifact: every resource and data source that its AWS provider has for it.

terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}

variable "endpoint" {
  type        = string
  description = "The address of the server."
}

variable "account" {
  type    = string
  default = "111122223333"
}

variable "team" {
  type    = string
  default = "build"
}

variable "upstreams" {
  type    = list(string)
  default = ["npm-store"]
}

provider "aws" {
  region                      = "us-west-2"
  access_key                  = var.account # an access key of twelve digits calls in the name of that account
  secret_key                  = "simulated"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true

  endpoints {
    codeartifact = var.endpoint
  }
}

resource "aws_codeartifact_domain" "main" {
  domain = "my-domain"
  tags = {
    team = var.team
  }
}

resource "aws_codeartifact_repository" "npm_store" {
  domain      = aws_codeartifact_domain.main.domain
  repository  = "npm-store"
  description = "All that comes from npm"

  external_connections {
    external_connection_name = "public:npmjs"
  }
}

resource "aws_codeartifact_repository" "shared" {
  domain      = aws_codeartifact_domain.main.domain
  repository  = "shared"
  description = "Owned by ${var.team}"
}

resource "aws_codeartifact_repository" "main" {
  domain     = aws_codeartifact_domain.main.domain
  repository = "my-repo"

  dynamic "upstream" {
    for_each = var.upstreams
    content {
      repository_name = upstream.value
    }
  }

  depends_on = [aws_codeartifact_repository.npm_store, aws_codeartifact_repository.shared]

  tags = {
    team  = var.team
    "a b" = "ä+&="
  }
}

data "aws_iam_policy_document" "reader" {
  statement {
    effect    = "Allow"
    actions   = ["codeartifact:ReadFromRepository", "codeartifact:GetAuthorizationToken"]
    resources = ["*"]

    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::123456789012:root"]
    }
  }
}

resource "aws_codeartifact_domain_permissions_policy" "main" {
  domain          = aws_codeartifact_domain.main.domain
  policy_document = data.aws_iam_policy_document.reader.json
}

resource "aws_codeartifact_repository_permissions_policy" "main" {
  domain          = aws_codeartifact_domain.main.domain
  repository      = aws_codeartifact_repository.main.repository
  policy_document = data.aws_iam_policy_document.reader.json
}

# Without an account of its own (skip_requesting_account_id) the provider has no owner to take for the data sources.
data "aws_codeartifact_authorization_token" "main" {
  domain           = aws_codeartifact_domain.main.domain
  domain_owner     = aws_codeartifact_domain.main.owner
  duration_seconds = 900
}

data "aws_codeartifact_repository_endpoint" "main" {
  domain       = aws_codeartifact_domain.main.domain
  domain_owner = aws_codeartifact_domain.main.owner
  repository   = aws_codeartifact_repository.main.repository
  format       = "npm"
}

output "token_expiration" {
  value = data.aws_codeartifact_authorization_token.main.expiration
}

output "repository_endpoint" {
  value = data.aws_codeartifact_repository_endpoint.main.repository_endpoint
}

output "repository_arn" {
  value = aws_codeartifact_repository.main.arn
}

output "s3_bucket_arn" {
  value = aws_codeartifact_domain.main.s3_bucket_arn
}
