resource "google_storage_bucket" "sources" {
  project                     = var.project
  name                        = "${var.project}-email-ai-sources"
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

resource "google_cloudfunctions2_function" "this" {
  for_each = local.functions

  project  = var.project
  name     = each.key
  location = var.region

  build_config {
    runtime     = "nodejs24"
    entry_point = each.key

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
    max_instance_count               = each.value.maxInstances
    max_instance_request_concurrency = each.value.concurrency
    ingress_settings                 = "ALLOW_ALL"
    environment_variables            = local.environment

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

  depends_on = [google_secret_manager_secret_iam_member.reader, google_project_iam_member.documents]
}

# People come through Hosting, which calls as anybody; the session is checked in the function.
resource "google_cloud_run_service_iam_member" "public" {
  for_each = local.http_functions

  project  = var.project
  location = var.region
  service  = google_cloudfunctions2_function.this[each.key].name
  role     = "roles/run.invoker"
  member   = "allUsers"
}

# Nobody else may call the others; the function checks the token once more.
resource "google_cloud_run_service_iam_member" "invoker" {
  for_each = merge(local.pubsub_functions, local.scheduled_functions)

  project  = var.project
  location = var.region
  service  = google_cloudfunctions2_function.this[each.key].name
  role     = "roles/run.invoker"
  member   = google_service_account.invoker.member
}
