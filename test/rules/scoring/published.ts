/** Published data sets, retyped. Sources: R package lme4 (data sets Dyestuff, Dyestuff2, Penicillin), ERforResearch. */

const rowsOf = (text: string): number[][] => text.split('|').map((row) => row.trim().split(/\s+/).map(Number))

/** Davies and Goldsmith 1972: yield of five preparations from each of six batches. */
export const dyestuff = rowsOf(`1545 1440 1440 1520 1580 | 1540 1555 1490 1560 1495 | 1595 1550 1605 1510 1560 |
  1445 1440 1595 1465 1545 | 1595 1630 1515 1635 1625 | 1520 1455 1450 1480 1445`)

/** Box and Tiao 1973: made up so that the variance between batches is estimated at zero. */
export const dyestuff2 = rowsOf(`7.298 3.846 2.434 9.566 7.99 | 5.22 6.556 0.608 11.788 -0.892 |
  0.11 10.386 13.434 5.51 8.166 | 2.212 4.852 7.092 9.288 4.98 | 0.282 9.014 4.458 9.446 7.198 |
  1.722 4.782 8.106 0.758 3.758`)

/** Davies and Goldsmith 1972: 24 plates (rows) by 6 samples of penicillin, crossed. */
export const penicillin = rowsOf(`27 23 26 23 23 21 | 27 23 26 23 23 21 | 25 21 25 24 24 20 | 26 23 25 23 23 20 |
  25 22 26 22 23 20 | 24 22 25 23 22 19 | 24 20 23 21 22 19 | 26 22 26 24 24 21 | 24 21 24 22 22 20 |
  24 21 24 23 22 19 | 26 23 26 24 24 21 | 25 22 26 24 24 20 | 26 24 26 24 25 22 | 26 23 26 23 23 20 |
  26 23 25 24 24 22 | 25 22 25 23 23 20 | 25 21 24 23 23 20 | 25 22 24 23 23 19 | 24 21 23 21 21 19 |
  26 23 26 24 24 21 | 25 21 24 22 22 18 | 25 22 25 22 22 20 | 24 21 24 22 24 19 | 24 21 24 22 21 18`)

/** Mock panel of the Swiss National Science Foundation: grades 1 (best) … 6, fifteen proposals by five assessors. */
export const snsfGrades = rowsOf(`1 1 1 2 5 | 1 1 2 2 6 | 1 2 1 3 5 | 1 3 2 1 5 | 1 2 2 3 5 | 1 3 1 4 5 | 1 2 3 4 5 |
  1 5 2 2 5 | 1 3 4 3 5 | 1 4 2 5 5 | 2 3 4 4 5 | 2 4 3 5 5 | 2 5 4 4 6 | 2 3 4 6 6 | 2 5 5 4 6`)
