// Swagger UI over our own description. It asks nobody else: not even whether the description is valid.
const place = document.getElementById("documentation")

SwaggerUIBundle({
  url: place.dataset.description,
  domNode: place,
  deepLinking: true,
  docExpansion: "list",
  defaultModelsExpandDepth: 0,
  supportedSubmitMethods: ["get"],
  validatorUrl: null,
})
