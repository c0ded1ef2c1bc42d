// Shows the OpenAPI file as a table.
"use strict";

fetch("/docs/openapi.json").then((response) => response.json()).then((api) => {
  document.getElementById("title").textContent = `${api.info.title} ${api.info.version}`;
  document.getElementById("about").textContent = api.info.description;
  const body = document.querySelector("tbody");
  for (const [path, methods] of Object.entries(api.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      const row = body.insertRow();
      const access = (operation.security || []).flatMap((s) => Object.keys(s)).join(", ") || "–";
      for (const text of [method.toUpperCase(), path, operation.summary, access]) row.insertCell().textContent = text;
    }
  }
});
