resource "google_storage_bucket" "sources" {
  project                     = var.project
  name                        = "${local.bucket_prefix}-sources"
  location                    = var.region
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"

  lifecycle_rule {
    action {
      type = "Delete"
    }
    condition {
      age                = 30
      with_state         = "ARCHIVED"
      num_newer_versions = 3
    }
  }
  versioning {
    enabled = true
  }

  depends_on = [google_project_service.this]
}

data "archive_file" "function" {
  for_each = local.functions

  type        = "zip"
  source_dir  = "${path.module}/../../dist/${each.key}"
  output_path = "${path.module}/../../dist/${each.key}.zip"
}

resource "google_storage_bucket_object" "function" {
  for_each = local.functions

  name   = "${each.key}-${data.archive_file.function[each.key].output_sha256}.zip"
  bucket = google_storage_bucket.sources.name
  source = data.archive_file.function[each.key].output_path
}

# The images of the functions. Each deployment adds twelve of a hundred megabytes and more; without a policy they stay and cost money.
# Keep rules take precedence over delete rules (https://cloud.google.com/artifact-registry/docs/repositories/cleanup-policy).
resource "google_artifact_registry_repository" "functions" {
  project                = var.project
  location               = var.region
  repository_id          = "email-ai-functions"
  description            = "Images of Email AI's functions"
  format                 = "DOCKER"
  cleanup_policy_dry_run = false

  cleanup_policies {
    id     = "keep-the-last-three"
    action = "KEEP"
    most_recent_versions {
      keep_count = 3
    }
  }
  cleanup_policies {
    id     = "delete-what-is-a-week-old"
    action = "DELETE"
    condition {
      tag_state  = "ANY"
      older_than = "7d"
    }
  }

  depends_on = [google_project_service.this]
}

resource "google_cloudfunctions2_function" "this" {
  for_each = local.functions

  project  = var.project
  name     = each.key
  location = var.region

  build_config {
    runtime     = "nodejs24"
    entry_point = each.key
    # The default account may have no permissions, or not exist.
    service_account   = google_service_account.build.id
    docker_repository = google_artifact_registry_repository.functions.id

    source {
      storage_source {
        bucket = google_storage_bucket.sources.name
        object = google_storage_bucket_object.function[each.key].name
      }
    }
  }

  service_config {
    service_account_email = google_service_account.function[each.key].email
    available_memory      = "${each.value.memoryMb}M"
    # More than one request at a time needs a whole CPU.
    available_cpu                    = each.value.concurrency > 1 ? "1" : null
    timeout_seconds                  = each.value.timeoutSeconds
    max_instance_count               = lookup(var.max_instances, each.key, each.value.maxInstances)
    max_instance_request_concurrency = each.value.concurrency
    # Pub/Sub and the Scheduler of the same project count as internal; Hosting does not.
    ingress_settings      = each.value.trigger.kind == "http" ? "ALLOW_ALL" : "ALLOW_INTERNAL_ONLY"
    environment_variables = local.environment

    dynamic "secret_environment_variables" {
      for_each = each.value.secrets
      content {
        project_id = var.project
        key        = secret_environment_variables.value
        secret     = google_secret_manager_secret.this[secret_environment_variables.value].secret_id
        version    = "latest"
      }
    }
  }

  depends_on = [
    google_project_iam_member.build,
    google_project_iam_member.documents,
    google_secret_manager_secret_iam_member.reader,
  ]
}

# The functions authenticate callers themselves: by session or by signed token. Cloud Run must not check that token as well: it would
# refuse a token with another audience than its own URL, and pass others on without their signature
# (https://cloud.google.com/run/docs/authenticating/service-to-service).
resource "google_cloud_run_service_iam_member" "public" {
  for_each = local.functions

  project  = var.project
  location = var.region
  service  = google_cloudfunctions2_function.this[each.key].name
  role     = "roles/run.invoker"
  member   = "allUsers"
}
