resource "google_firestore_database" "this" {
  project                           = var.project
  name                              = "(default)"
  location_id                       = var.firestore_location
  type                              = "FIRESTORE_NATIVE"
  point_in_time_recovery_enablement = "POINT_IN_TIME_RECOVERY_ENABLED"
  delete_protection_state           = "DELETE_PROTECTION_ENABLED"
  deletion_policy                   = "ABANDON"

  dynamic "cmek_config" {
    for_each = var.kms_key == "" ? [] : [var.kms_key]
    content {
      kms_key_name = cmek_config.value
    }
  }

  depends_on = [google_project_service.this, google_kms_crypto_key_iam_member.agent]
}

resource "google_firestore_backup_schedule" "daily" {
  project   = var.project
  database  = google_firestore_database.this.name
  retention = "604800s"

  daily_recurrence {}
}

# Collections with a TTL policy on `ttl`. The same list is in firestore.indexes.json, which the Firebase CLI
# deploys together with the composite indexes; a test compares the two.
resource "google_firestore_field" "ttl" {
  for_each = toset(["sessions", "signIns", "idempotencyKeys", "watches", "audit", "limits", "addressLimits"])

  project    = var.project
  database   = google_firestore_database.this.name
  collection = each.key
  field      = "ttl"

  ttl_config {}
  # No query uses it, and an index would grow at one end with every write.
  index_config {}
}
