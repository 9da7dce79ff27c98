output "public_url" {
  description = "Where people reach the web app."
  value       = var.public_url
}

output "hosting_site" {
  description = "The site of Firebase Hosting."
  value       = var.hosting_site
}

output "redirect_uri" {
  description = "The OAuth client's authorized redirect URI."
  value       = "${var.public_url}/api/auth/callback"
}

output "functions" {
  description = "Where each function answers."
  value       = { for name, f in google_cloudfunctions2_function.this : name => f.service_config[0].uri }
}
