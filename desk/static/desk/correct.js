/* The form of a reviewer's corrections: nothing that was typed is lost. */

import { startSession } from "desk/page-session"

startSession(document.querySelector("#desk-move-form"))
