variable "project" {
  description = "Id of the Google Cloud project."
  type        = string
}

variable "region" {
  description = "Where functions, topics and the Scheduler run."
  type        = string
  default     = "europe-west1"
}

variable "firestore_location" {
  description = "Location of the database; cannot be changed later."
  type        = string
  default     = "eur3"
}

variable "public_url" {
  description = "Public URL of the web app: https://PROJECT.web.app or your own domain, without a trailing slash."
  type        = string

  validation {
    condition     = can(regex("^https://[^/]+$", var.public_url))
    error_message = "An https origin without a path."
  }
}

variable "hosting_site" {
  description = "The site of Firebase Hosting that the web app is deployed to; npm run deploy creates it, and reads its name back."
  type        = string
}

variable "bucket_prefix" {
  description = "Prefix of the names of the three buckets, PREFIX-state, PREFIX-sources and PREFIX-originals; empty: PROJECT-email-ai."
  type        = string
  default     = ""

  validation {
    condition     = var.bucket_prefix == "" || can(regex("^[a-z0-9][a-z0-9-]{1,52}$", var.bucket_prefix))
    error_message = "Lower-case letters, digits and hyphens, at most 53."
  }
}

variable "google_client_id" {
  description = "Client id of the OAuth client for this installation."
  type        = string
}

variable "openai_prices" {
  type        = object({ input = number, output = number, currency = string })
  description = "Price of a million tokens, so that conversations show what they cost; currency as in ISO 4217."
  default     = null
}

variable "openai_model" {
  description = "The model that writes; empty: the one that the code names (OPENAI_MODEL in .env.example)."
  type        = string
  default     = ""
}

variable "openai_base_url" {
  description = "Base URL of another server that speaks the Responses API; empty: OpenAI's."
  type        = string
  default     = ""
}

variable "max_instances" {
  description = "How many instances a function may have, by its name, where functions/manifest.ts has too few; bounded by Cloud Run's CPU quota."
  type        = map(number)
  default     = {}

  validation {
    condition     = alltrue([for n in values(var.max_instances) : n >= 1 && floor(n) == n])
    error_message = "Whole numbers from 1."
  }
}

variable "daily_sending_limit" {
  description = "Mails that a mailbox may send in a day."
  type        = number
  default     = 100
}

variable "daily_token_budget" {
  description = "Model tokens that a user's assistants may use in a day."
  type        = number
  default     = 2000000
}

variable "max_daily_sending_limit" {
  description = "Mails a day that a user may raise their limit to; 0: the application's default."
  type        = number
  default     = 0
}

variable "thread_daily_token_budget" {
  description = "Model tokens that one conversation may use in a day."
  type        = number
  default     = 300000
}

variable "person_daily_token_budget" {
  description = "Model tokens that a user's conversations with one correspondent may use in a day."
  type        = number
  default     = 500000
}

variable "installation_daily_token_budget" {
  description = "Model tokens that all users together may use in 24 hours; 0: no limit."
  type        = number
  default     = 0
}

variable "sign_in_allowed" {
  description = "Addresses and domains that may sign in, separated by commas; empty: everybody."
  type        = string
  default     = ""
}

variable "operator_name" {
  description = "Who runs the installation, for the pages on privacy and terms."
  type        = string
  default     = ""
}

variable "operator_contact" {
  description = "How to reach them: an address."
  type        = string
  default     = ""
}

variable "alert_email" {
  description = "Who receives alerts; empty: nobody."
  type        = string
  default     = ""
}

variable "monthly_budget" {
  description = "Alert when the month's cost passes this amount, in the billing account's currency; 0: no alert."
  type        = number
  default     = 0
}

variable "billing_account" {
  description = "Billing account of the budget alert."
  type        = string
  default     = ""
}

variable "kms_key" {
  description = "Customer-managed key for the database and the topics (projects/P/locations/L/keyRings/R/cryptoKeys/K), in the database's place (europe for eur3, us for nam5); empty: Google's."
  type        = string
  default     = ""
}
