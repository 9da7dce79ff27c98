resource "google_project_service" "this" {
  for_each = toset([
    "artifactregistry.googleapis.com",
    "billingbudgets.googleapis.com",
    "cloudbuild.googleapis.com",
    "cloudfunctions.googleapis.com",
    "cloudkms.googleapis.com",
    "cloudresourcemanager.googleapis.com",
    "cloudscheduler.googleapis.com",
    "firebase.googleapis.com",
    "firebasehosting.googleapis.com",
    "firebaserules.googleapis.com",
    "firestore.googleapis.com",
    "gmail.googleapis.com",
    "iam.googleapis.com",
    "logging.googleapis.com",
    "monitoring.googleapis.com",
    "pubsub.googleapis.com",
    "run.googleapis.com",
    "secretmanager.googleapis.com",
    "serviceusage.googleapis.com",
    "storage.googleapis.com",
  ])

  project            = var.project
  service            = each.key
  disable_on_destroy = false
}

# Google's own accounts of these services. Enabling a service does not create them, and permissions need an existing account.
resource "google_project_service_identity" "agent" {
  provider = google-beta
  for_each = toset(["firestore.googleapis.com", "pubsub.googleapis.com"])

  project = var.project
  service = each.key

  depends_on = [google_project_service.this]
}

# They encrypt with the key, if there is one of our own.
resource "google_kms_crypto_key_iam_member" "agent" {
  for_each = var.kms_key == "" ? {} : google_project_service_identity.agent

  crypto_key_id = var.kms_key
  role          = "roles/cloudkms.cryptoKeyEncrypterDecrypter"
  member        = each.value.member
}
