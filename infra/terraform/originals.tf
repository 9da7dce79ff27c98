# Documents as their owners uploaded them: {user}/{document}/{version}. Deleted by the application, and recoverable for a week.
resource "google_storage_bucket" "originals" {
  project                     = var.project
  name                        = "${local.bucket_prefix}-originals"
  location                    = var.region
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"

  soft_delete_policy {
    retention_duration_seconds = 604800
  }

  dynamic "encryption" {
    for_each = var.kms_key == "" ? [] : [var.kms_key]
    content {
      default_kms_key_name = encryption.value
    }
  }

  depends_on = [google_project_service.this]
}

resource "google_storage_bucket_iam_member" "originals" {
  for_each = local.originals

  bucket = google_storage_bucket.originals.name
  role   = "roles/storage.objectUser"
  member = google_service_account.function[each.key].member
}
