output "redirect_uri" {
  description = "The OAuth client's authorized redirect URI."
  value       = "${var.public_url}/api/auth/callback"
}

output "functions" {
  description = "Where each function answers."
  value       = { for name, f in google_cloudfunctions2_function.this : name => f.service_config[0].uri }
}

output "remaining_steps" {
  description = "What only a person can do."
  value = concat(
    ["OAuth client: authorized redirect URI ${var.public_url}/api/auth/callback (https://console.cloud.google.com/auth/clients?project=${var.project})"],
    ["OAuth consent screen: scopes gmail.readonly and gmail.compose, test users (https://console.cloud.google.com/auth/overview?project=${var.project})"],
    [for s in local.secrets : "Value of ${s}: gcloud secrets versions add ${s} --project ${var.project} --data-file=-"],
  )
}
