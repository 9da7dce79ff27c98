# The account that Pub/Sub and the Scheduler sign their tokens with; the functions check its address.
resource "google_service_account" "invoker" {
  project      = var.project
  account_id   = "email-ai-invoker"
  display_name = "Email AI: calls the functions behind Pub/Sub and the Scheduler"

  depends_on = [google_project_service.this]
}

# Builds the functions from their sources.
resource "google_service_account" "build" {
  project      = var.project
  account_id   = "email-ai-build"
  display_name = "Email AI: builds the functions"

  depends_on = [google_project_service.this]
}

# https://cloud.google.com/functions/docs/securing/build-custom-sa
resource "google_project_iam_member" "build" {
  for_each = toset(["roles/artifactregistry.writer", "roles/logging.logWriter", "roles/storage.objectViewer"])

  project = var.project
  role    = each.key
  member  = google_service_account.build.member
}

resource "google_service_account" "function" {
  for_each = local.functions

  project      = var.project
  account_id   = "email-ai-${substr(each.key, 0, 21)}"
  display_name = "Email AI: ${each.key}"

  depends_on = [google_project_service.this]
}

resource "google_project_iam_member" "documents" {
  for_each = local.functions

  project = var.project
  role    = "roles/datastore.user"
  member  = google_service_account.function[each.key].member
}

resource "google_project_iam_member" "logs" {
  for_each = local.functions

  project = var.project
  role    = "roles/logging.logWriter"
  member  = google_service_account.function[each.key].member
}

# Refresh tokens are secrets with a common name prefix, one for each mailbox. These permissions cover them, the keys of kept
# suppressions and of links to unsubscribe (ADR 0018, ADR 0025) and the secrets of owners' channels, and nothing else.
locals {
  secrets_path = "projects/${data.google_project.this.number}/secrets"
  mailbox_secrets = join(" || ", [
    "resource.name.startsWith(\"${local.secrets_path}/gmail-refresh-token-\")",
    "resource.name.startsWith(\"${local.secrets_path}/suppression-key\")",
    "resource.name.startsWith(\"${local.secrets_path}/channel-\")",
  ])
}

# Reading, replacing and destroying them is included in administering a secret. Creating one is a permission on the project, which cannot
# be restricted by name, so a custom role has only this permission.
resource "google_project_iam_custom_role" "create_secrets" {
  project     = var.project
  role_id     = "emailAiCreateSecrets"
  title       = "Email AI: create secrets"
  permissions = ["secretmanager.secrets.create"]

  depends_on = [google_project_service.this]
}

resource "google_project_iam_member" "create_tokens" {
  for_each = { for name, r in local.rights : name => r if r.connects }

  project = var.project
  role    = google_project_iam_custom_role.create_secrets.id
  member  = google_service_account.function[each.key].member
}

resource "google_project_iam_member" "change_tokens" {
  for_each = { for name, r in local.rights : name => r if r.tokens }

  project = var.project
  role    = "roles/secretmanager.admin"
  member  = google_service_account.function[each.key].member

  condition {
    title      = "tokens of mailboxes"
    expression = local.mailbox_secrets
  }
}
