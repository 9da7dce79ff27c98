locals {
  # Counted from the log by the name of the event; docs/runbook.md says what to do about each.
  log_metrics = {
    errors               = "request_failed"
    watch_failures       = "watch_failed"
    mails_set_aside      = "mail_set_aside"
    texts_rejected       = "text_rejected"
    writer_failures      = "writer_failed"
    model_trouble        = "model_trouble"
    gmail_trouble        = "gmail_trouble"
    model_ends           = "model_ends"
    mailbox_disconnected = "mailbox_disconnected"
    set_aside            = "due_set_aside"
  }

  # How many in ten minutes are too many.
  log_alerts = {
    errors          = { title = "Error rate", threshold = 10 }
    watch_failures  = { title = "Watches fail", threshold = 5 }
    mails_set_aside = { title = "Stuck mailboxes", threshold = 5 }
    writer_failures = { title = "The model fails", threshold = 20 }
    model_trouble   = { title = "The model cannot be used", threshold = 0 }
    gmail_trouble   = { title = "Gmail cannot be used", threshold = 0 }
    model_ends      = { title = "The model is shut down", threshold = 0 }
    set_aside       = { title = "Set aside", threshold = 1 }
  }

  channels = [for c in google_monitoring_notification_channel.email : c.id]
}

resource "google_logging_metric" "this" {
  for_each = local.log_metrics

  project = var.project
  name    = "email-ai/${each.key}"
  filter  = "resource.type=\"cloud_run_revision\" AND jsonPayload.message=\"${each.value}\""

  metric_descriptor {
    metric_kind = "DELTA"
    value_type  = "INT64"
  }

  depends_on = [google_project_service.this]
}

resource "google_monitoring_notification_channel" "email" {
  count = var.alert_email == "" ? 0 : 1

  project      = var.project
  display_name = "Email AI"
  type         = "email"
  labels       = { email_address = var.alert_email }

  depends_on = [google_project_service.this]
}

resource "google_monitoring_alert_policy" "log" {
  for_each = local.log_alerts

  project               = var.project
  display_name          = "Email AI: ${each.value.title}"
  combiner              = "OR"
  notification_channels = local.channels

  conditions {
    display_name = each.value.title

    condition_threshold {
      filter          = "resource.type=\"cloud_run_revision\" AND metric.type=\"logging.googleapis.com/user/${google_logging_metric.this[each.key].name}\""
      comparison      = "COMPARISON_GT"
      threshold_value = each.value.threshold
      duration        = "0s"

      aggregations {
        alignment_period     = "600s"
        per_series_aligner   = "ALIGN_SUM"
        cross_series_reducer = "REDUCE_SUM"
      }
    }
  }

  documentation {
    content = "See docs/runbook.md, section \"${each.value.title}\"."
  }
}

resource "google_monitoring_alert_policy" "dead_letters" {
  project               = var.project
  display_name          = "Email AI: Dead letters"
  combiner              = "OR"
  notification_channels = local.channels

  conditions {
    display_name = "Dead letters"

    condition_threshold {
      filter          = "resource.type=\"pubsub_subscription\" AND metric.type=\"pubsub.googleapis.com/subscription/num_undelivered_messages\" AND resource.label.subscription_id=monitoring.regex.full_match(\".*-dead-letter\")"
      comparison      = "COMPARISON_GT"
      threshold_value = 0
      duration        = "300s"

      aggregations {
        alignment_period   = "300s"
        per_series_aligner = "ALIGN_MAX"
      }
    }
  }

  documentation {
    content = "See docs/runbook.md, section \"Dead letters\"."
  }

  depends_on = [google_project_service.this]
}

resource "google_billing_budget" "this" {
  count = var.monthly_budget > 0 ? 1 : 0

  billing_account = var.billing_account
  display_name    = "Email AI: Budget"

  budget_filter {
    projects = ["projects/${data.google_project.this.number}"]
  }

  amount {
    specified_amount {
      units = tostring(var.monthly_budget)
    }
  }

  threshold_rules {
    threshold_percent = 0.5
  }
  threshold_rules {
    threshold_percent = 1
  }

  depends_on = [google_project_service.this]
}
