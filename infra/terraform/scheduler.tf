resource "google_cloud_scheduler_job" "this" {
  for_each = local.scheduled_functions

  project          = var.project
  region           = var.region
  name             = each.key
  schedule         = each.value.trigger.cron
  time_zone        = "Etc/UTC"
  attempt_deadline = "${each.value.timeoutSeconds}s"

  http_target {
    http_method = "POST"
    uri         = google_cloudfunctions2_function.this[each.key].service_config[0].uri

    oidc_token {
      service_account_email = google_service_account.invoker.email
      audience              = var.public_url
    }
  }

  # A missed run needs no retry: its work is due at the next one.
  retry_config {
    retry_count = 0
  }

  depends_on = [google_project_service.this]
}
