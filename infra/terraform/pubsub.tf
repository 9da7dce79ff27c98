locals {
  pubsub_agent = google_project_service_identity.agent["pubsub.googleapis.com"].member
  # https://developers.google.com/workspace/gmail/api/guides/push#grant_publish_rights_on_your_topic
  gmail_publisher = "serviceAccount:gmail-api-push@system.gserviceaccount.com"
}

resource "google_pubsub_topic" "this" {
  for_each = local.topics

  project      = var.project
  name         = each.key
  kms_key_name = var.kms_key == "" ? null : var.kms_key

  depends_on = [google_project_service.this, google_kms_crypto_key_iam_member.agent]
}

resource "google_pubsub_topic" "dead_letter" {
  for_each = local.topics

  project      = var.project
  name         = "${each.key}-dead-letter"
  kms_key_name = var.kms_key == "" ? null : var.kms_key

  depends_on = [google_project_service.this, google_kms_crypto_key_iam_member.agent]
}

resource "google_pubsub_subscription" "push" {
  for_each = local.topics

  project                    = var.project
  name                       = each.key
  topic                      = google_pubsub_topic.this[each.key].id
  ack_deadline_seconds       = min(600, local.functions[each.value].timeoutSeconds + 10)
  message_retention_duration = "604800s"

  push_config {
    push_endpoint = google_cloudfunctions2_function.this[each.value].service_config[0].uri

    oidc_token {
      service_account_email = google_service_account.invoker.email
      audience              = var.public_url
    }
  }

  retry_policy {
    # What a crash interrupted comes again soon, also where the thread is still held by the dead process.
    minimum_backoff = "5s"
    maximum_backoff = "600s"
  }

  dead_letter_policy {
    dead_letter_topic     = google_pubsub_topic.dead_letter[each.key].id
    max_delivery_attempts = 20
  }

  expiration_policy {
    ttl = ""
  }

  depends_on = [google_pubsub_topic_iam_member.dead_letter_publisher]
}

# Keeps dead letters until the operator replays them: npm run replay -- --project X
resource "google_pubsub_subscription" "dead_letter" {
  for_each = local.topics

  project                    = var.project
  name                       = "${each.key}-dead-letter"
  topic                      = google_pubsub_topic.dead_letter[each.key].id
  ack_deadline_seconds       = 60
  message_retention_duration = "2678400s"

  expiration_policy {
    ttl = ""
  }
}

# Pub/Sub itself moves dead letters: it publishes to the dead-letter topic and acknowledges in the subscription.
resource "google_pubsub_topic_iam_member" "dead_letter_publisher" {
  for_each = local.topics

  project = var.project
  topic   = google_pubsub_topic.dead_letter[each.key].name
  role    = "roles/pubsub.publisher"
  member  = local.pubsub_agent
}

resource "google_pubsub_subscription_iam_member" "dead_letter_subscriber" {
  for_each = local.topics

  project      = var.project
  subscription = google_pubsub_subscription.push[each.key].name
  role         = "roles/pubsub.subscriber"
  member       = local.pubsub_agent
}

# Pub/Sub creates the tokens of its push requests.
resource "google_service_account_iam_member" "pubsub_tokens" {
  service_account_id = google_service_account.invoker.name
  role               = "roles/iam.serviceAccountTokenCreator"
  member             = local.pubsub_agent
}

# Gmail may publish to its own topic and to nothing else.
resource "google_pubsub_topic_iam_member" "gmail" {
  project = var.project
  topic   = google_pubsub_topic.this["gmail-notification"].name
  role    = "roles/pubsub.publisher"
  member  = local.gmail_publisher
}

resource "google_pubsub_topic_iam_member" "publisher" {
  for_each = merge([
    for name, r in local.rights : { for t in r.publishes : "${name}/${t}" => { function = name, topic = t } }
  ]...)

  project = var.project
  topic   = google_pubsub_topic.this[each.value.topic].name
  role    = "roles/pubsub.publisher"
  member  = google_service_account.function[each.value.function].member
}
