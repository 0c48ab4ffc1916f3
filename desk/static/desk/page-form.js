/* The form of a page: its parts are folded, put in order, added, and named in words. */

import { startFields } from "desk/page-fields"
import { startFolds } from "desk/page-folds"
import { startOrder } from "desk/page-order"
import { startRows } from "desk/page-rows"
import { startSession } from "desk/page-session"
import { startChanges } from "desk/page-changes"

const form = document.querySelector("#content-main form")

if (form?.querySelector(".desk-parts")) {
  startFields(form)
  startFolds(form)
  startOrder(form)
  startRows(form)
  startChanges(form)
  startSession(form)
}
