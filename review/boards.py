"""Boards whose certificate makes a physician "board-certified" without a word of explanation.

Florida (Rule 64B8-11.001, F.A.C.) lets a specialty be claimed by the certificate of a member of the
American Board of Medical Specialties; osteopathic boards (64B15-14.001) are those of the American
Osteopathic Association. With any other a statement of the rule's own words must stand beside it.
"""

MEMBERS = (
    "Allergy and Immunology",
    "Anesthesiology",
    "Colon and Rectal Surgery",
    "Dermatology",
    "Emergency Medicine",
    "Family Medicine",
    "Internal Medicine",
    "Medical Genetics and Genomics",
    "Neurological Surgery",
    "Nuclear Medicine",
    "Obstetrics and Gynecology",
    "Ophthalmology",
    "Orthopaedic Surgery",
    "Otolaryngology-Head and Neck Surgery",
    "Pathology",
    "Pediatrics",
    "Physical Medicine and Rehabilitation",
    "Plastic Surgery",
    "Preventive Medicine",
    "Psychiatry and Neurology",
    "Radiology",
    "Surgery",
    "Thoracic Surgery",
    "Urology",
)
RECOGNISED = frozenset(f"American Board of {name}".casefold() for name in MEMBERS)
OSTEOPATHIC = "American Osteopathic Board of ".casefold()

FLORIDA = "FL"
# In the words of the rule, so in English beside any language.
FLORIDA_STATEMENT = (
    "The specialty recognition identified herein has been received from a private organization not "
    "affiliated with or recognized by the Florida Board of Medicine."
)


def is_recognised(authority: str) -> bool:
    """Whether a certificate of the board may stand alone."""
    name = " ".join(authority.replace("–", "-").casefold().split())
    return name in RECOGNISED or name.startswith(OSTEOPATHIC)
