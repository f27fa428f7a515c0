"""A plain batch calculator of the books, to compare the services with.

It reads the rules of domain.md, details.md and interfaces.md once more, by itself: no events, no
timers, every order computed with everything known. `entry` and `event_id` are left out. Bills and
dated overlays are not computed. Of a decision it computes verdict, remedies, return path, who is
liable, the account, postage, register and rules, not `bears` nor `deadlines`.

Where the documents leave more than one answer, this is what is taken:

 1. D5: "certain by its `at`" includes the same second, also for an entry of a table or timer.
 2. D5: a verdict on a case that a loss turns later (D7) only redirects, even when the case was the
    customer's own until then. "The same party" is compared with who answers at the verdict.
 3. D5: "for the chosen remedy": an `exchange` under R209 or R307 moves goods + reship freight, not
    the postage; goods of R207/R208 are certain at the decision (verification), not at the table.
 4. D5: `keep_and_pay_difference`, `replace_part`, R105, R106, R104, R305, R401 move nothing.
 5. D1: "entitled first" looks at printed accounts only: a merchant's case takes a parcel's freights
    or damage only once a verdict has moved it, at the verdict. What was charged and then reversed
    stays with that case. The whole parcel of R206 `abandon` counts as such a shared cost, together
    with inspected damage.
 6. D2: the way back of a reship names the reship's case; it is charged to nobody.
 7. D4: what brings the goods back is the customer's return parcels shipped so far, all of them
    inspected; while there are none, the case's own parcel. What was ready once stays ready.
 8. R102/R401: both freights are deducted when the parcel was back by the refund's table, only the
    outbound one when the customer sent the goods itself.
 9. D7: `signed`, `returned` and receipt end the clock for good, also for a later `lost` scan.
10. D7: a turned case with a remedy that R406 does not allow (`redeliver`, `exchange` …) books and
    pays nothing (D21). With no remedy named, the first allowed by the wish is carried out.
11. D7/D12: "abandoned goods" means that the `refused` scan came before the loss. Before it a loss
    turns the case. What a table paid before the loss, and what was certain (R306), stays (D14).
12. D7: rejected cases on the way (R104 too late) are turned by a loss like any other.
13. D12: R206 will not be signed: remedy refund, or wish refund/return unless the remedy is
    `price_difference`. A R206 `reship` that is refused after all is charged like R205's.
14. D12, D1: R205/R206 `reship` that is signed is charged only with photos.
15. D12, D24: an unknown outer package is the merchant's under R203/R205, the courier's under R206.
16. R108 `lost`: nothing is paid back or charged while the loss is not confirmed. R205, R306: a
    reship's freight is charged whatever the remedy, when a reship was sent.
17. D11: the last row that takes the rest is the last by sku. Entries other than a R210 refund name
    the affected sku and quantity when one is affected, also inspected damage and freights.
18. R210: an outer photo with an unknown package decides nothing. The outbound weight of a parcel is
    its first `picked_up` scan with a weight; one after the request decides from then on.
19. D30: price differences and compensations count against the cap a line, by each row's amount;
    postage does not.
20. D22: `days_since_signed` counts from the first `signed` scan of the case's parcel, R306's
    `signed_by` before the request from the last.
21. R306 applies at every stage. R303: `misuse` verified needs photos like R208.
22. D13: a courier's months without lines between two with lines are printed, a warehouse's not.
23. D14: a table at exactly the business time reached is over: a late payment goes to the next.
    Losses, ways back, sign-offs and payments of an earlier import stay. What late rows make untrue
    is left out; the services print it and, at the same moment, its reversal.
24. D31: two equal inspection rows are one, and two incidents; the same moment may be written in
    two zones.
25. Entries of 0.00 are left out, freights included as charges; a freight line of 0.00 stays.
26. D32a: `verified` without `verified_at` is known from the request on; with one that is later than
    the end it is unknown.
27. D5, D16: a verdict moves what a dealer's own fault (R503) brought: goods + reship freight from
    the first reship on, whatever the remedy. A loss with a remedy that R406 does not allow only
    releases the dealer, at the loss (D21).
28. R210: the weight decides for an intact package only. After a match without the photo, what is
    still awaited is R211's: only a photo of damage would open anything.
29. D12, D20: under R206 the remedy `refund` abandons the goods whatever the wish puts first.
30. D12, D7: what the wish abandons is abandoned on paper when the remedy named is not allowed.
31. D23, D26: `misuse` until it is verified, and R306 until its 72 hours, name who answers: the
    customer (or dealer), the courier. A verified defect takes back what the dealer bore meanwhile,
    at the verification and under R208, as a loss does at the loss; what a verdict had moved before
    stays where it is.
32. D24: beside R406 stand the rules of the cause without those of its remedy (R202, R102 after
    R103, R111); R203 or R204 for R205, and for R206 unless it is abandoned.
33. R109, R110, R403, R405 with `redeliver` book nothing: `book_to` is `none`. R402 keeps the
    courier's account, its fee is settled there.
34. D14: closing a month closes the earlier ones that have a line; a line is placed when it is first
    known: in its own month, or after the last closed one. Reopening moves nothing.
"""

from tests.support.calculator.books import Books, Step, compute, compute_deeds, compute_steps
from tests.support.calculator.closings import Close, Hold, Reopen

__all__ = [
    "Books",
    "Close",
    "Hold",
    "Reopen",
    "Step",
    "compute",
    "compute_deeds",
    "compute_steps",
]
