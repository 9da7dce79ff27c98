locals {
  # The one description of the functions; `npm run build` writes it from functions/manifest.ts.
  manifest  = jsondecode(file("${path.module}/../../dist/manifest.json"))
  functions = { for f in local.manifest.functions : f.name => f }

  http_functions      = { for name, f in local.functions : name => f if f.trigger.kind == "http" }
  pubsub_functions    = { for name, f in local.functions : name => f if f.trigger.kind == "pubsub" }
  scheduled_functions = { for name, f in local.functions : name => f if f.trigger.kind == "schedule" }

  # Bucket names are unique across Google Cloud: another project may own one.
  bucket_prefix = var.bucket_prefix == "" ? "${var.project}-email-ai" : var.bucket_prefix

  topics  = { for name, f in local.pubsub_functions : f.trigger.topic => name }
  secrets = toset(flatten([for f in local.functions : f.secrets]))

  # The permissions of each function. All of them read and write documents.
  # (All of them talk to Gmail: even deleting an assistant takes back the drafts of its conversations.)
  #   tokens: reads refresh tokens, and replaces or destroys them where Google gives a new one or access ends
  #   connects: also makes secrets: the token of a mailbox that is connected for the first time, the keys of kept suppressions and of
  #     links to unsubscribe, those of channels
  #   publishes: to these topics
  # (The originals of documents: `originals` below.)
  rights = {
    auth               = { tokens = true, connects = true, publishes = ["thread-turn", "notifications"] }
    assistants         = { tokens = true, connects = false, publishes = ["thread-turn", "notifications", "read-document", "rehearse"] }
    threads            = { tokens = true, connects = false, publishes = ["thread-turn", "notifications"] }
    channels           = { tokens = true, connects = true, publishes = [] }
    review             = { tokens = true, connects = false, publishes = ["thread-turn", "notifications"] }
    gmail-notification = { tokens = true, connects = false, publishes = ["thread-turn", "gmail-notification", "notifications"] }
    thread-turn        = { tokens = true, connects = false, publishes = ["thread-turn", "notifications"] }
    notifications      = { tokens = true, connects = false, publishes = ["notifications"] }
    read-document      = { tokens = false, connects = false, publishes = [] }
    rehearse           = { tokens = false, connects = false, publishes = ["rehearse"] }
    learn              = { tokens = false, connects = false, publishes = [] }
    renew-watches      = { tokens = true, connects = false, publishes = [] }
    sweep              = { tokens = true, connects = true, publishes = ["thread-turn", "gmail-notification", "notifications", "read-document", "rehearse", "learn"] }
  }

  # They store, read and delete originals of documents: for uploads, exports and the erasure of accounts.
  originals = toset(["auth", "assistants", "read-document", "sweep"])

  environment = merge(
    {
      GOOGLE_CLOUD_PROJECT    = var.project
      PUBLIC_URL              = var.public_url
      GOOGLE_CLIENT_ID        = var.google_client_id
      GMAIL_WATCH_TOPIC       = "projects/${var.project}/topics/gmail-notification"
      INVOKER_SERVICE_ACCOUNT = google_service_account.invoker.email
      DAILY_SENDING_LIMIT     = tostring(var.daily_sending_limit)
      DAILY_TOKEN_BUDGET      = tostring(var.daily_token_budget)
      LOG_LEVEL               = "info"
      ORIGINALS_BUCKET        = google_storage_bucket.originals.name

      THREAD_DAILY_TOKEN_BUDGET = tostring(var.thread_daily_token_budget)
      PERSON_DAILY_TOKEN_BUDGET = tostring(var.person_daily_token_budget)
    },
    var.max_daily_sending_limit == 0 ? {} : { MAX_DAILY_SENDING_LIMIT = tostring(var.max_daily_sending_limit) },
    var.installation_daily_token_budget == 0 ? {} : { INSTALLATION_DAILY_TOKEN_BUDGET = tostring(var.installation_daily_token_budget) },
    var.operator_name == "" ? {} : { OPERATOR_NAME = var.operator_name },
    var.operator_contact == "" ? {} : { OPERATOR_CONTACT = var.operator_contact },
    var.sign_in_allowed == "" ? {} : { SIGN_IN_ALLOWED = var.sign_in_allowed },
    var.openai_model == "" ? {} : { OPENAI_MODEL = var.openai_model },
    var.openai_prices == null ? {} : {
      OPENAI_PRICE_INPUT    = tostring(var.openai_prices.input)
      OPENAI_PRICE_OUTPUT   = tostring(var.openai_prices.output)
      OPENAI_PRICE_CURRENCY = var.openai_prices.currency
    },
    var.openai_base_url == "" ? {} : { OPENAI_BASE_URL = var.openai_base_url },
  )
}

data "google_project" "this" {
  project_id = var.project
}
