"""Figures that a note does not have, but from which a reader has them in his head."""

import pytest

from evidence.cited import codes

SOUND = """
The corpus held 12,000 letters from 4,300 senders. | The corpus holds 12 k letters by 4.3 k senders
The firm sold 3.4 million shares for 2 billion euros. | The firm sold 3.4 M shares for € 2 bn
The model saw 15 trillion tokens in 2 months. | Some 15T tokens went into the model in two months
The wall was cooled to 4 K and held 3 days. | At 4 K the wall held for three days
The winters of 1946–47 and 1962–63 were the coldest. | The winters of 1946/47 and 1962/63 were coldest
The season of 2011/12 brought 14 wins. | The season 2011–12 brought 14 wins
Costs fell to $40 a head. | Costs fell to \\$40 a head
Median sleep was 431 minutes with the blind and 402 without. | Sleepers gained 29 minutes from the blind (431 v. 402)
The tank lost 1.5 litres an hour. | The tank lost 1,500 ml an hour, i.e. 36 litres a day
The reply came after 247 ms. | The reply took about a quarter of a second
The reply came after 340 ms. | The reply took a third of a second
The climb took 4.25 hours. | The climb took 255 minutes
Peat holds 550 billion tonnes of carbon. | Peat holds 550 Gt of carbon
Rivers carry 8 million tonnes of silt a year. | Rivers carry 8 Mt of silt a year
Reservoirs hold 1,200 to 1,400 million litres. | Reservoirs hold 1,200–1,400 million litres
The dike was built for a 1-in-250-year flood. | The dike should stand a flood that comes once in 250 years
The yield rose sixfold. | The yield was multiplied by six
Leakage was four times lower with the new valve. | With the new valve leakage was a quarter of what it had been
Leakage was four times lower with the new valve. | With the new valve leakage dropped to a quarter
The gene was found in 64% of carriers. | The gene sits in roughly two carriers out of three
Take-up stood at 64% in the north. | Two in three households, roughly, took it up in the north
The scale runs from 0 to 10; the cut-off was 6 out of 10. | A score of six out of ten was the cut-off
In total 82% of 1,150 nests hatched. | Of 1,150 nests 943 hatched (82 %)
Of 310 bridges 48% were sound. | Some 150 of 310 bridges were sound, and 52 % were not
A quarter of 480 farms flooded. | 120 of the 480 farms flooded, 360 stayed dry
Literacy was 71% among nuns and 48% among laywomen. | Literacy was 23 points higher among nuns
Literacy was 71% among nuns. Among laywomen it was 48%. | Laywomen trailed nuns by 23 points
Literacy was 71% among nuns. Among laywomen it was 48%. | Literacy was almost half as high again among nuns as among laywomen
The old press printed 240 sheets an hour, the new one 1,100. | The new press printed 860 sheets an hour more
The old press printed 240 sheets an hour, the new one 1,100. | The new press was more than four times as fast
Rents rose from 400 to 640 euros. | Rents climbed by three fifths
Rents rose from 400 to 640 euros. | Rents rose by 60 %, to 640 euros
Of 900 voles 30% were marked and 15% recaptured. | Together 45 % of the voles were marked or recaptured
Grants came to $3.1 million and loans to $5.4 million. | Grants and loans came to $8.5 million between them
Grants came to $3.1 million. Loans came to $5.4 million. | Grants and loans together were nearly $9 million
The lake shrank by 0.4 m a year from 1950 to 2000. | Over these 50 years the lake fell by 20 m
The lake shrank by 0.4 m a year from 1950 to 2000. | The lake fell by some 20 m in half a century
Deer ate 1.5 kg a day. | Deer ate some 550 kg a year
The hospital bought 600 pumps for 50 wards. | The hospital bought 600 pumps, twelve to a ward
The hospital bought 600 pumps for 50 wards. | Each ward got twelve pumps
Women were 23% of the crew of 88 in 1990 and 41% in 2010. | The share of women rose by 18 points between 1990 and 2010
Wages rose by 12% in mining and by 4% in farming. | Wages rose three times as fast in mining as in farming
In the dry year 4 of 31 wells failed, in the wet year none. | In the dry year 27 of 31 wells held out
The trial lasted from March 2011 to March 2014. | The trial lasted for three years
Bees made 13.0 kg with the feeder, against 11.2. | Bees with a feeder made almost two kilos more
The alloy reached 620 MPa, cast bars 650. | The alloy came within 30 MPa of cast bars
Scores were 81% for the small model, against 84% for the large one and 88.6% for people. | The small model scored 81 %, three points below the large one and 7.6 below people
Insects fell by 45–50% in meadows and by 28–35% in woods. | Insects fell by around a third in woods (28 to 35 %)
In the desert the still gave 0.7 litres. In the hall the figure was 1.3 litres. | In the desert the still gave little more than half of what it gave in the hall
The share of errors fell from 48% to 2.4%. | Errors fell twentyfold
The share of errors fell from 48% to 2.4%. | Errors were twenty times rarer
It rose from 13.7% to 33.9%. | It rose roughly two and a half times
GNoME-like runs found 2.2 million crystals, of which 381,000 are stable. | Of 2.2 M crystals 381 k are stable, about one in six
The court heard 58 pleas and allowed 41. | The court allowed 41 of 58 pleas, or 71 %
Some 740,000 women were held in 2022, up from 466,000 in 2000. | The number of women held rose by three fifths
Men grew by 22%, women by 60%. | Women grew almost three times as fast as men
The drug gave 21.6 months, placebo 9.3. | Patients on the drug lived more than twice as long (21.6 v. 9.3 months)
Lead explains at most 28% of the fall. | Lead is behind 28 % of the fall at the very most
Lead explains at most 28% of the fall. | The fall owes 28 % to lead at the outside
Of 76 skeletons 59% were male. | 45 of the 76 skeletons were male; the other 31 were not
The fund paid 1.2 million to 300 families. | The fund paid 4,000 to each family
Prices doubled. | Prices rose by a factor of 2
The dam is 240 m long and 30 m high. | The dam is eight times as long as it is high
There were 14 deaths among 2,800 births. | One birth in 200 ended in death
There were 14 deaths among 2,800 births. | There were 5 deaths per 1,000 births
The trial ran from 3 May 2011 to 2 May 2013. | The trial ran for two years, from 3.5.2011 to 2.5.2013
Participants were 60 years old or over. | Participants were aged ≥ 60
The p value was 0.003. | The difference was significant (P < .01)
The difference was 4.2 points (95% CI 1.1 to 7.3; p = 0.008). | The difference was 4.2 points [95 % CI: 1.1; 7.3], p = .008
Mean age was 57.3 years (SD 11.2). | Mean age was 57.3 ± 11.2 years
Mean age was 57.3 years (SD 11.2). | They were 57 years old on average
The rate was 12.5 per 100,000 person-years. | The rate was 0.125 per 1,000 person-years
The rate was 3 in 10,000. | The rate was 0.03 %
Speed was 36 km/h. | Speed was 10 m/s
The lake lies at 2,430 m. | The lake lies at almost two and a half thousand metres
It weighs 0.45 kg. | It weighs 450 g, roughly a pound
The ship is 180 feet long. | The ship is some 55 m long
The wind reached 62 mph. | The wind reached 100 km/h
The oven was at 350 °F. | The oven was at about 177 °C
They gave £2.5 million. | They gave two and a half million pounds
They gave £2.5 million. | They gave 2.5m pounds
Of 88 patients 44 died. | Half of the 88 patients died
Of 88 patients 44 died. | One patient in two died
Some 88 of 91 samples were clean. | All but three of the 91 samples were clean
Some 88 of 91 samples were clean. | Three of 91 samples were not clean
The first phase took 14 days, the second 21. | Both phases together took five weeks
Output rose from 1,200 to 1,500 tonnes. | Output rose by a quarter
Output rose from 1,200 to 1,500 tonnes. | Output went up 25 per cent
Output fell from 1,500 to 1,200 tonnes. | Output fell by a fifth, or 300 tonnes
Output fell by 20% to 1,200 tonnes. | Output had been 1,500 tonnes before
The sample held 412 women and 388 men. | The sample held 800 people, 51.5 % of them women
The sample held 412 women and 388 men. | A little over half of the 800 people were women
The fee is 12 euros, of which 3 go to the author. | A quarter of the fee goes to the author, nine euros do not
Fewer than 1 in 20 replied. | Under 5 % replied
It took 45 s instead of 2 min. | It took 75 seconds less
The model has 7 billion parameters. | The 7B model was used
The model has 7 billion parameters and reads 8,192 tokens. | A 7B model with a window of 8k tokens was used
It scored 0.81 on the test. | It scored 81 % on the test
There were 24 kids in each of 6 classes. | There were 144 kids
There were 24 kids in each of 6 classes. | Altogether 144 kids in six classes took part
Of 2,000 letters, 40% went abroad, and of these a quarter to Spain. | Some 800 letters went abroad, 200 of them to Spain
The pass rate climbed from 52% to 61% in the second year and 66% in the third. | The pass rate gained nine points in the second year and five more in the third
The pass rate climbed from 52% to 61% in the second year and 66% in the third. | In all the pass rate gained 14 points
The tower is 96 m high, the church 32 m. | The tower is three times the height of the church
The tower is 96 m high, the church 32 m. | The church is a third as high as the tower
Bread cost 4 pence in 1780 and 9 pence in 1795. | Bread more than doubled in price in fifteen years
The reserve has 1,300 species, 17% of them endemic. | About 220 of the 1,300 species live nowhere else
A loan of $5,000 is repaid in 20 instalments. | Each instalment is $250
The engine burnt 18 litres in 3 hours. | The engine burnt six litres an hour
The bus runs every 10 minutes. | The bus runs six times an hour
Two nurses share 14 beds. | There are seven beds to a nurse
Of the 30 sites, 18 were dry, 7 damp and 5 wet. | A dozen of the 30 sites were damp or wet
Of the 30 sites, 18 were dry, 7 damp and 5 wet. | Three in five sites were dry
The strait is 14 km wide and 70 km long. | The strait is five times as long as wide
Eighty-one of the 90 trees survived the winter. | Nine trees in ten survived the winter
Heat killed 1,250 in June and 2,500 in July. | Twice as many died in July as in June
Rates fell from 8.1 to 4.9 per 1,000 hours. | Rates fell by 3.2 per 1,000 hours, or 40 %
Rates fell from 8.1 to 4.9 per 1,000 hours. | Rates fell by two fifths
The rise was 0.2 °C per decade from 1980 to 2020. | Over four decades it warmed by 0.8 °C
Phones were owned by 31% in 2005, 62% in 2010. | Phone ownership doubled within five years
Teachers earn $42,000, nurses $35,000. | Nurses earn a sixth less than teachers
Teachers earn $42,000, nurses $35,000. | Teachers earn a fifth more than nurses
It was published in 1924 and banned two years later. | It was banned in 1926
The dam was begun in 1961 and took nine years. | The dam was finished in 1970
The orchard has 640 trees in 16 rows; 5% died in 2018. | The orchard's 16 rows hold 40 trees each
The orchard has 640 trees in 16 rows; 5% died in 2018. | Thirty-two trees died in 2018, one in twenty
The orchard has 640 trees in 16 rows; 5% died in 2018. | Nineteen trees in twenty lived through 2018
Trams carried 18.2 million riders in 2015 and 27.3 million in 2022. | Trams gained 9.1 million riders between 2015 and 2022
Trams carried 18.2 million riders in 2015 and 27.3 million in 2022. | Seven years took ridership from 18.2m to 27.3m
The gene was present in 23 of 184 cats. | One cat in eight (12.5 %) carried the gene
The gene was present in 23 of 184 cats. | The gene was absent from 161 of 184 cats
The gene was present in 23 of 184 cats. | 87.5 % of the cats lacked the gene
The ferry takes 95 minutes, the bridge 12. | The bridge saves 83 minutes
The ferry takes 95 minutes, the bridge 12. | By bridge it is about eight times as fast
The press fined 14 firms €2.8 million in all. | The average fine was €200,000
The press fined 14 firms €2.8 million in all. | Fourteen firms paid 200k euros each on average
Snow lay for 142 days in 1970 and for 97 in 2020. | The snow season has shortened by 45 days, or about a third
Snow lay for 142 days in 1970 and for 97 in 2020. | In half a century the snow season lost a month and a half
Snow lay for 142 days in 1970 and for 97 in 2020. | Snow lay 32 % less long in 2020 than in 1970
Accuracy was 92.4% with and 88.9% without the module. | The module adds 3.5 points
Accuracy was 92.4% with and 88.9% without the module. | Without the module errors rise from 7.6 % to 11.1 %
Of 75 convicts 12 were women; 9 of the women and 21 of the men reoffended. | Thirty of the 75 convicts reoffended, 40 %
Of 75 convicts 12 were women; 9 of the women and 21 of the men reoffended. | Three quarters of the twelve women reoffended, but only a third of the 63 men
Cod fell from 90,000 t to 1,500 t. | Cod fell sixtyfold
Cod fell from 90,000 t to 1,500 t. | Cod lost more than 98 % of its mass
The loan rate fell from 4.25% to 3.75%. | The rate was cut by half a point
The loan rate fell from 4.25% to 3.75%. | The rate was cut by 50 basis points
It uses 3.2 kWh per 100 km. | It uses 32 Wh per km
The team won 18 of 24 games, drew 4 and lost 2. | The team won three games in four and lost one in twelve
The team won 18 of 24 games, drew 4 and lost 2. | The team was beaten in only 2 of 24 games
It killed 1 in 5 of those over 80 and 1 in 500 of those under 40. | Those over 80 died a hundred times as often as those under 40
It killed 1 in 5 of those over 80 and 1 in 500 of those under 40. | It killed 20 % of those over 80 and 0.2 % of those under 40
The choir has 24 sopranos, 18 altos, 12 tenors and 14 basses. | The choir has 68 singers
The dose was 2.5 mg per kg, given to dogs of 20 kg. | A dog of 20 kg got 50 mg
Hits rose from 3 a day to 45 a day. | Hits rose fifteenfold
The interval was 12 hours, later 8. | The interval was cut by a third, to eight hours
The vase sold for £14,000, seven times the estimate. | The estimate had been £2,000
Of the budget of 48 million, 30 million went to wages. | Wages took 62.5 % of the budget, leaving 18 million
Of the budget of 48 million, 30 million went to wages. | Five eighths of the budget went to wages
In 2001 some 1,020 farms had cows, in 2021 only 340. | Two thirds of the cow farms were gone within twenty years
In 2001 some 1,020 farms had cows, in 2021 only 340. | The number of cow farms fell to a third
Llama-2-70B scored 68.9, GPT-4 86.4 and Gemini 83.7. | GPT-4 led Gemini by 2.7 points and Llama-2-70B by 17.5
The model was trained on 1.4T tokens for 21 days with 2,048 A100s. | Three weeks on 2,048 A100s went into 1.4 trillion tokens
Loss fell from 2.31 to 1.94. | Loss fell by 0.37
Inference costs $0.06 per 1K tokens. | Inference costs 6 cents per thousand tokens
Singers met in 1988. Female members grew by 60%, male ones by 22%. Both pay alike. | Women joined faster, by three fifths, almost thrice as fast as men
The lake shrank by 0.4 m a year from 1950 to 2000. | From first to last the lake shrank by 20 m
"""

ALTERED = """
The corpus held 12,000 letters from 4,300 senders. | The corpus holds 14 k letters by 4.3 k senders | figure-missing
The firm sold 3.4 million shares. | The firm sold 3.9 M shares | figure-missing
The model saw 15 trillion tokens. | Some 18T tokens went into the model | figure-missing
The winters of 1946–47 and 1962–63 were the coldest. | The winters of 1946/47 and 1968/69 were coldest | figure-missing
The season of 2011/12 brought 14 wins. | The season 2012–13 brought 14 wins | figure-missing
Median sleep was 431 minutes with the blind and 402 without. | Sleepers gained 39 minutes from the blind (431 v. 402) | figure-missing
The tank lost 1.5 litres an hour. | The tank lost 1,500 ml an hour, i.e. 46 litres a day | figure-missing
The reply came after 340 ms. | The reply took a quarter of a second | figure-missing
The climb took 4.25 hours. | The climb took 285 minutes | figure-missing
Peat holds 550 billion tonnes of carbon. | Peat holds 450 Gt of carbon | figure-missing
The dike was built for a 1-in-250-year flood. | The dike should stand a flood that comes once in 350 years | figure-missing
The yield rose sixfold. | The yield was multiplied by eight | figure-missing
Leakage was four times lower with the new valve. | With the new valve leakage dropped to a fifth | figure-missing
In total 82% of 1,150 nests hatched. | Of 1,150 nests 983 hatched | figure-missing
Of 310 bridges 48% were sound. | Some 150 of 310 bridges were sound, and 62 % were not | figure-missing
Literacy was 71% among nuns. Among laywomen it was 48%. | Laywomen trailed nuns by 33 points | figure-missing
The old press printed 240 sheets an hour, the new one 1,100. | The new press was more than six times as fast | figure-missing
Rents rose from 400 to 640 euros. | Rents climbed by two fifths | figure-missing
Grants came to $3.1 million and loans to $5.4 million. | Grants and loans came to $9.5 million between them | figure-missing
The lake shrank by 0.4 m a year from 1950 to 2000. | Over these 50 years the lake fell by 30 m | figure-missing
Deer ate 1.5 kg a day. | Deer ate some 750 kg a year | figure-missing
The hospital bought 600 pumps for 50 wards. | Each ward got fourteen pumps | figure-missing
Wages rose by 12% in mining and by 4% in farming. | Wages rose four times as fast in mining as in farming | figure-missing
Bees made 13.0 kg with the feeder, against 11.2. | Bees with a feeder made almost four kilos more | figure-missing
The alloy reached 620 MPa, cast bars 650. | The alloy came within 40 MPa of cast bars | figure-missing
Scores were 81% for the small model, against 84% for the large one and 88.6% for people. | The small model scored 81 %, three points below the large one and 9.6 below people | figure-missing
The share of errors fell from 48% to 2.4%. | Errors fell thirtyfold | figure-missing
The court heard 58 pleas and allowed 41. | The court allowed 41 of 58 pleas, or 81 % | figure-missing
There were 14 deaths among 2,800 births. | There were 7 deaths per 1,000 births | figure-missing
The first phase took 14 days, the second 21. | Both phases together took six weeks | figure-missing
Output rose from 1,200 to 1,500 tonnes. | Output rose by a third | figure-missing
Output rose from 1,200 to 1,500 tonnes. | Output went up 35 per cent | figure-missing
Output fell by 20% to 1,200 tonnes. | Output had been 1,600 tonnes before | figure-missing
The sample held 412 women and 388 men. | The sample held 820 people | figure-missing
The fee is 12 euros, of which 3 go to the author. | A third of the fee goes to the author | figure-missing
It took 45 s instead of 2 min. | It took 85 seconds less | figure-missing
There were 24 kids in each of 6 classes. | There were 164 kids | figure-missing
Of 2,000 letters, 40% went abroad, and of these a quarter to Spain. | Some 800 letters went abroad, 300 of them to Spain | figure-missing
The pass rate climbed from 52% to 61% in the second year and 66% in the third. | In all the pass rate gained 18 points | figure-missing
The tower is 96 m high, the church 32 m. | The tower is four times the height of the church | figure-missing
Rain fell on 219 days of the year. | Rain fell on two days in five | figure-missing
A loan of $5,000 is repaid in 20 instalments. | Each instalment is $350 | figure-missing
The engine burnt 18 litres in 3 hours. | The engine burnt eight litres an hour | figure-missing
Two nurses share 14 beds. | There are nine beds to a nurse | figure-missing
Of the 30 sites, 18 were dry, 7 damp and 5 wet. | Four in five sites were dry | figure-missing
Eighty-one of the 90 trees survived the winter. | Eight trees in ten survived the winter | figure-missing
Heat killed 1,250 in June and 2,500 in July. | Heat killed 4,750 in the two months | figure-missing
The rise was 0.2 °C per decade from 1980 to 2020. | Over four decades it warmed by 1.2 °C | figure-missing
Teachers earn $42,000, nurses $35,000. | Nurses earn a quarter less than teachers | figure-missing
Born in 1851, she died at 43. | She lived from 1851 to 1897 | figure-missing
The dam was begun in 1961 and took nine years. | The dam was finished in 1972 | figure-missing
Mean age was 57.3 years (SD 11.2). | Mean age was 57.3 ± 14.2 years | figure-missing
The difference was 4.2 points (95% CI 1.1 to 7.3; p = 0.008). | The difference was 4.2 points [95 % CI: 1.1; 8.3], p = .008 | figure-missing
The difference was 4.2 points (95% CI 1.1 to 7.3; p = 0.008). | The difference was 4.2 points (p = .03) | figure-missing
The rate was 12.5 per 100,000 person-years. | The rate was 12.5 per 10,000 person-years | figure-per
The drug was given at 5 mg a day. | The drug was given at 5 mg a week | figure-per
Rent rose to 840 a month. | Rent rose to 840 a year | figure-per
Calls handled per hour rose by 14%. | Calls handled per day rose by 14 % | figure-per
The ship is 180 feet long. | The ship is some 65 m long | figure-missing
Costs tripled. | Costs doubled | figure-missing
The orchard has 640 trees in 16 rows; 5% died in 2018. | The orchard's 16 rows hold 50 trees each | figure-missing
The orchard has 640 trees in 16 rows; 5% died in 2018. | Forty-two trees died in 2018 | figure-missing
Trams carried 18.2 million riders in 2015 and 27.3 million in 2022. | Trams gained 11.1 million riders between 2015 and 2022 | figure-missing
The gene was present in 23 of 184 cats. | One cat in six carried the gene | figure-missing
The gene was present in 23 of 184 cats. | The gene was absent from 151 of 184 cats | figure-missing
The ferry takes 95 minutes, the bridge 12. | The bridge saves 73 minutes | figure-missing
The press fined 14 firms €2.8 million in all. | The average fine was €300,000 | figure-missing
Snow lay for 142 days in 1970 and for 97 in 2020. | The snow season has shortened by 55 days | figure-missing
Accuracy was 92.4% with and 88.9% without the module. | The module adds 5.5 points | figure-missing
Cod fell from 90,000 t to 1,500 t. | Cod fell fortyfold | figure-missing
The loan rate fell from 4.25% to 3.75%. | The rate was cut by 75 basis points | figure-missing
The choir has 24 sopranos, 18 altos, 12 tenors and 14 basses. | The choir has 78 singers | figure-missing
The vase sold for £14,000, seven times the estimate. | The estimate had been £3,000 | figure-missing
Of the budget of 48 million, 30 million went to wages. | Wages took 72.5 % of the budget | figure-missing
In 2001 some 1,020 farms had cows, in 2021 only 340. | Three quarters of the cow farms were gone within twenty years | figure-missing
Llama-2-70B scored 68.9, GPT-4 86.4 and Gemini 83.7. | GPT-4 led Gemini by 4.7 points | figure-missing
Loss fell from 2.31 to 1.94. | Loss fell by 0.47 | figure-missing
"""


def table(text: str) -> list[list[str]]:
    """The rows of a table."""
    return [[cell.strip() for cell in row.split("|")] for row in text.strip().splitlines()]


@pytest.mark.parametrize("note, line", table(SOUND))
def test_what_the_figures_of_a_note_give_is_found(note: str, line: str) -> None:
    assert codes(f"{line} [[a]].", a=note) == []


@pytest.mark.parametrize("note, line, code", table(ALTERED))
def test_what_they_do_not_give_is_a_finding(note: str, line: str, code: str) -> None:
    assert code in codes(f"{line} [[a]].", a=note)
