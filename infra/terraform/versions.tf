terraform {
  required_version = ">= 1.9"

  required_providers {
    google = {
      source  = "hashicorp/google"
      version = "~> 7.0"
    }
    google-beta = {
      source  = "hashicorp/google-beta"
      version = "~> 7.0"
    }
    archive = {
      source  = "hashicorp/archive"
      version = "~> 2.7"
    }
  }

  # One state per environment: terraform init -backend-config="bucket=YOUR-STATE" -backend-config="prefix=email-ai"
  backend "gcs" {}
}

provider "google" {
  project = var.project
  region  = var.region
}

provider "google-beta" {
  project = var.project
  region  = var.region
}

# Budgets belong to no project: whose quota is used has to be said, when a person's credentials apply this.
provider "google" {
  alias                 = "billing"
  user_project_override = true
  billing_project       = var.project
}
