terraform {
  required_version = ">= 1.9"

  # Pinned, so that everybody applies the same files with the same provider. Their hashes (.terraform.lock.hcl) are written by the
  # first `terraform init` that reaches Terraform's registry; `npm run deploy` adds those of other platforms.
  required_providers {
    google = {
      source  = "hashicorp/google"
      version = "7.45.0"
    }
    google-beta = {
      source  = "hashicorp/google-beta"
      version = "7.45.0"
    }
    archive = {
      source  = "hashicorp/archive"
      version = "2.8.0"
    }
  }

  # One state per environment, in a bucket of its project: `npm run deploy` says which.
  backend "gcs" {}
}

# User credentials belong to a project of Google's, where these services are not enabled, so the quota project must be set.
# Budgets belong to no project at all, hence billing_project.
# (https://registry.terraform.io/providers/hashicorp/google/latest/docs/guides/provider_reference#user_project_override)
provider "google" {
  project               = var.project
  region                = var.region
  user_project_override = true
  billing_project       = var.project
}

provider "google-beta" {
  project               = var.project
  region                = var.region
  user_project_override = true
  billing_project       = var.project
}
