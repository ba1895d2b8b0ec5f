// The house has begun anew, and may be well by now: whoever passes is not sent for the counselor.
"use strict";
addEventListener("house-is-back", () => location.replace("/"));
