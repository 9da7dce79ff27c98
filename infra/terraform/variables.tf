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
  description = "Where the database lies; cannot be changed later."
  type        = string
  default     = "eur3"
}

variable "public_url" {
  description = "Where people reach the web app: https://PROJECT.web.app or a domain of yours, without a slash at the end."
  type        = string

  validation {
    condition     = can(regex("^https://[^/]+$", var.public_url))
    error_message = "An https origin without a path."
  }
}

variable "google_client_id" {
  description = "Client id of the OAuth client for this installation."
  type        = string
}

variable "openai_model" {
  description = "The model that writes."
  type        = string
  default     = "gpt-6.1-terra"
}

variable "openai_base_url" {
  description = "Base URL of another server that speaks the Responses API; empty: OpenAI's."
  type        = string
  default     = ""
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

variable "alert_email" {
  description = "Who is told when something is wrong; empty: nobody."
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
