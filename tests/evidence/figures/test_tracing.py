import pytest

from clewline.evidence import Work
from evidence.cited import codes, full, traces

SOUND = """
A diary of 4,412 nurses was kept. Burnout was reported by 17%. | Some 750 of the nurses showed burnout
There were 1.9 million tickets. A quarter fell on Saturdays. | Saturdays accounted for some 475,000 tickets
It fell by 3 mm (95% CI 1.2 to 5.0). | It fell by 3 mm (95% confidence interval, 1.2 to 5.0)
Boys were given nuts before 6 months. Allergy at age 5 was rare. | Allergy was rare at the age of five
Fights fell by 0.155 over two years. | Fights fell by 0.155 within two years
After a week they kept 61% with tests and 40% without. After five minutes it was 75% to 81%. | They trailed by six points after five minutes but led by 21 a week later
Some 7% of the reefs were whole. | Fewer than one reef in ten was whole
The audit saw 1,150 shops. In 276 shops there was no fruit. | Roughly three shops in four had some fruit
There were 31 plants. In 4 plants no lead was found. | At 27 plants there was a lead
Grief was the topic of 21%, fear of 17% and work of 12%. | Half of the calls were about grief, fear or work
Of 152 faults 58 came of rust, 41 of heat and 30 of dust. | Rust or heat set off 65% of the faults
A third of the falls came at night. | Two thirds of the falls did not come at night
One in five victims told the guards. | Four in five victims kept away from the guards
The dose was 2,000 IU. | It was a dose of 2,000 international units
Some 23.7% of the sheep were lame. | Nearly a quarter of the sheep were lame
Some 56% of voters stayed home. | More than half of the voters stayed home
The panel met on 1998-03-14. | The panel met on 14 March 1998
The panel met on March 14th, 1998. | The panel met on 14/03/1998
People aged 60 and over were asked. | Those over 60 were asked
It was tested on 60-year-olds. | People aged 60 tried it
At least 30 boats sank. | 30+ boats sank
At least 30 boats sank. | No fewer than thirty boats sank
All but four of the 40 houses burned. | 36 of the 40 houses burned
36 of the 40 houses burned. | All but four of the 40 houses burned
Nine of the 59 dogs barked. | 15% of the dogs barked
It holds 3,000 litres. | It holds 3k litres
It holds 3,000 litres. | It holds 3 000 litres
Costs doubled. | Costs rose twofold
Costs doubled. | Costs rose 2×
Costs doubled. | Costs increased by 100%
Costs rose from 40 to 80 dollars. | Costs doubled
The drug cut deaths from 8% to 6%. | The drug cut deaths by two percentage points
The drug cut deaths from 8% to 6%. | The drug cut deaths by a quarter
Twelve men and nine women came. | In all, 21 people came
About 2,900 pots were found. | Nearly 3,000 pots were found
The mean was 4.2 (SD 1.1), p<.001, n=88. | The mean was 4.2 ± 1.1 (p < 0.001, 88 cases)
Sales were 1,204,311. | Sales were 1.2 million
It lasted 30 min. | It lasted half an hour
It took a day. | It took 24 hours
The trial took 24 months. | The trial took two years
The ratio was 3:1. | The ratio was three to one
The interval was (95% CI 1.1 to 2.4). | The interval was 1.1–2.4 (95% confidence interval)
There were 3 strikes a day. | There were 21 strikes a week
She won 62.5% of votes. | She won five eighths of the votes
He is 1.80 m tall. | He is 180 cm tall
There were 12 apostles. | There were a dozen apostles
It was 3.5 times as fast. | It was three and a half times as fast
Flares were seen in 38 of 412 orbits. | Flares were seen in about one orbit in eleven
The score was 0.31. | The score was 31%
It reached 88–91%. | It fell from 91 down to 88 per cent
It reached 88–91%. | It reached up to 91%
Ships came at 2.30 pm. | Ships came at 14:30
Mortality was 3 per 1,000. | Mortality was 0.3%
Cracks wider than 0.3 mm appeared. | Cracks over 0.3 mm appeared
Its tail stretched over 20 degrees. | Its tail covered 20 degrees
Growth was slow. | On the one hand growth was slow; no one saw it, 24/7, as GPT-4, PM2.5 and COVID-19 show in Section 3
Qwen2.5-32B was tuned. | A 32B model was tuned
It cracked after 36 minutes. | It gave way after a little over half an hour
It cost £240,000 more. | It came to about a quarter of a million pounds more
It was played for 75 seconds. | It was played for a minute and a quarter
It took 165 minutes. | It took two and three-quarter hours
It doubled in 3 h 20 min. | It doubled in 200 minutes
It rose from 600,000 to 888,000. | Between 0.6 and 0.89 million came
Latency fell from 120 ms to 71 ms. | Latency dropped by 49 ms to 71 ms
There were 4.1 instead of 6.0 errors per 1,000 doses. | There were nearly a third fewer errors
All of them named at least 8 colours. | They named eight colours or more
It was sealed on 6 November 1217 and stayed in force until 1971. | It was law for 754 years
Twenty volunteers (11 women) came. | Twenty came, eleven of them women; nine were men
Four of the twenty jars spoiled. | Sixteen of the twenty jars kept
Of 535 inmates, only five died. | 530 of the 535 inmates survived
They heard six violins, three of them old. | They heard six violins, half of them old
It began in September 1665 and ended in November 1666. | It lasted fourteen months
It ran from January 2017 to December 2018. | It ran for 24 months
Bees were counted on 48 transects of 50 m. | The transects totalled 2.4 km, all told
Plots measured 6 × 24 m. | A plot had 144 m²
It cost $1.1 million and reached 5,400 households. | It cost roughly $200 for each household
Ice shrank from 1,735 to 890 km². | Ice shrank from 1735 to 890 square kilometres
The first dose was 20 mg. It took 5 hours at 24 °C, 3 h 20 min at 30 °C. | It took an hour and forty minutes less
The overlay cut stress by a factor of four to six. | Stress fell four- to sixfold
Only 6% of comments led to action. | Only six in a hundred comments led to action
They scored in 57.7% of cases. | They scored less than six times out of ten
Charcoal was found in every third sample. | A third of the samples held charcoal
The last bus leaves at 3:15 a.m. | The last bus leaves at a quarter past three
They went to bed at 22:50. | They went to bed at ten to eleven
A test is ignored after the third false alarm. | A test is ignored once it has failed three times
Its mass is 8.6 times that of Earth. | It has 8.6 Earth masses
The star is 2.4 billion years old. | The star is 2.4 Gyr old
Most people reuse a password. | More than half of the people reuse a password
The fee is $15 per child, paid monthly. | The fee is fifteen dollars a month
The yearly cost was $1.1 million. | The cost was $1.1 million a year
Adults over 60 were asked. | Adults aged 60 and older were asked
Recovery took 2 years instead of 5. | Recovery came within two years, three years sooner
We saw 38 dairy farms and 41 beef farms. | Seventy-nine farms were compared in all
About 40% knew one word. | Two in five knew one word
Rates rose by 25 basis points. | Rates rose by a quarter of a point
It holds a third of a litre. | It holds roughly 33% of a litre
It came to 310 instead of 259 mmol·min/L. | It came to 310 mmol·min/L
It opened in 1987; four years later it closed. | It closed in 1991
Some 30.4% of the ferries were late. | Three ferries in ten were late
The panel asked 40 bakers; eight burned a loaf. | One baker in five burned a loaf
Of 90 pumps 75 held. | Five out of every six pumps held
It struck 14 of the 98 bells. | Barely one bell in seven points at a flaw
Losses came to 3 per 1,000 crates. | Three crates were lost for every 1,000
Salaries ranged from 200 to 3,000 crowns. | Salaries lay between two hundred and three thousand crowns
Gulls nested at a thousand sites. | Gulls nested at 1,000 sites
The clerk weighed 812 (7%) of the parcels. | The clerk weighed 812 parcels
Gates shut at 15:00. | Gates shut at three in the afternoon
Gates shut at 22:00. | Gates shut at ten at night
Herds were counted over five seasons. | By the fifth season the herds were gone
The clock ran for 600 hours. | It stopped after the six-hundredth hour
The leak was gone in the fourth month. | By month four the leak was gone
The poorest decile paid most. | The poorest tenth paid most
The lower half of the wall was damp. | The lower half of the wall was damp, and the upper half dry
Ropes stretched by 0.5 cm. | Ropes stretched by half a centimetre
The median wait was 31 days. | Half of the buyers had a longer wait
The wait was 46 days. | The wait was six and a half weeks
The oven cooled by 1.5 degrees. | The oven cooled by a degree and a half
The kiln kept 97.4% of its heat. | The kiln kept more than 97% of its heat
Yield was 2.54 times that of rye. | Yield was some 2.5 times that of rye
Riders were aged 22 to 39. | Riders under forty were asked
Some 83% of the doors stuck. | It was 83% of the doors that stuck
One flight took 90 minutes, the other 200. | The flight took less than the 200 minutes of the other
A pass costs as few as 50 stamps. | A pass costs 50 stamps
It lasted over seven months, with 12 crews. | It lasted over seven months and more than ten crews
The survey ran from 30 May to 4 September 2022. | The survey ran for fourteen weeks
Sales were counted from June to August 2022. | Sales were counted for three months
Arrests from 2008 to 2013 were studied. | Six years of arrests were studied
A stamp costs €0.06. | A stamp costs six cents
Each 10 km of road adds 0.22 m of dust. | Dust rises by 22 cm per 10 km of road
Eels passed 7.1 weirs per ten minutes. | Eels passed weirs for ten minutes
The mill kept 61% of its staff. | The mill lost 39% of its staff
The risk ratio was 0.79 for divers. | Divers had a risk 21% lower
The choir had 743 guests in May and 658 in June. | The choir had 85 guests fewer in June than in May
One pit gave 109,341 shards and the other 106,370 shards. | The pits gave 215,711 shards
Nineteen of the tests of 43 lamps passed, 21 failed and three broke. | 24 of the 43 lamps failed or broke
Barns stood in Norway, Sweden and Latvia. | Barns stood in three countries
Tea brought more growth than coffee. | Three drinks were tried: tea brought more growth, coffee less, and milk none
It grew from 18 to 45 cm. | It grew two and a half times, from 18 to 45 cm
The fee was £12 per pupil a year. | The fee was £12 per pupil a year
A loom needs 3.2 times the thread. | A loom needs more than three times the thread
In 2004 the share was 23%. By 2019 it had reached 52%. | From 2004 to 2019 the share rose from 23% to 52%
They had mended a net in the past year. | They had mended a net within twelve months
The old mill ground 48.9% and the new mill 49.3% of the rye. | The old mill gave up 0.4 points of the rye
Oil jars are 61% of the sherds, wine jars 17% and lamps 9%. | The remainder of the sherds, 13%, are neither oil jars nor lamps
The hint was named in 25% of notes. | The hint was named in one out of four notes
They counted 70,300 gulls. | They counted seventy thousand gulls
The fee fell from 58 to 24 pounds. | The fee fell by 34 pounds, from 58 to 24
Deaths numbered 480 of 1,054. | More than half of the patients, 574 of 1,054, lived
Rest was advised to divers aged 70 and over. | The over-70s among the divers rested
Kilns burn from midnight to 6 a.m. | Kilns burn from 0:00 to 6:00
The bell rang at 00:05, and again at 23:50. | It rang at five past midnight and at ten to midnight
The evening tide was low. | The morning tide was higher than the one in the evening
Looms were sold in the drapers' part of town. | Looms were sold in the quarter of the drapers
Divers (risk group 4) rested. | Divers of risk group 4 intake rested
Nothing was dated. | Moreau and colleagues (2022) dated nothing
About 3,300 looms were sold. | Some 3.3k looms were sold
Pumps had 310M and 40M strokes. | The pumps had 310 and 40 million strokes
Losses fell from 86 to 59 jars per 1,000 crates. | There were 27 fewer broken jars of honey per 1000 crates
Deaths fell from 14.8 to 11.2 per 100,000 divers. | There were 3.6 fewer deaths per 100,000 divers
Barges carried at most 150 t. | No barge carried more than 150 t
Barges carried at most 150 t. | None of the barges in the canal was loaded with more than 150 t
The clerk decided within six months. | The clerk took less than half a year
The wall is at least 4,100 years (± 90) old. | The wall is 4,100 (± 90) years old or older
Beyond four carts for one mule, loads fell over. | Beyond a ratio of 4:1 loads fell over
Fans ran for 5.5 h in the north and for 3 h in the south. | Fans ran for 330 minutes in the north but for 180 in the south
The cover grew over the decade. | The cover grew in ten years
Yield was 28% in the wet field. | Little more than a quarter of the yield came from the wet field
The farm gave a quarter of what the plan foresaw. | The plan foresaw four times what the farm gave
Riders spent 1.9 million euros on hay, of which some 0.3 million was wasted. | About 16% of the hay money was wasted
The toll brought in 700 million crowns, of which 180 million went on repairs. | About a quarter of the toll went on repairs
Of the heath, 1,150 ha of 6,800 ha burned. | About 17% of the heath burned
Fifty-seven divers came, for a week of dives. Salt water held 3% salt. Nine failed the breath check. | About 16% of the divers failed the breath check
A survey has 53 ferries and 30% tugs. Barnacles grew on 41 of the ferries. | Barnacles grew on more than three quarters of the ferries
Of each of ten quarries 5,000 stones were weighed. | In total, 50,000 stones of the quarries were weighed
Six dives a day were made over 35 days. | The divers went down for 210 dives
For 8 weeks pupils sang for 30 minutes, four times a week. | In eight weeks the pupils sang for 16 hours
We paid the guards $12 an hour, and the watch cost $9,600. | The guards watched for 800 hours
Ovens baked 12,490 loaves in 76 towns. | Per town, that makes some 164 loaves
Scores fell from 35.4 to 33.1 after the swim. | The swim took 2.3 points off the scores
Nets tore in 61 of 602 boats in the east and in 98 of 602 in the west. | In all, nets tore in 159 boats
In May, 5,480 hens in three barns got $13 of feed. In like barns 5,120 did not. | Altogether 10,600 hens were kept
We ran 240 kilns for 28 days, half of them on peat. | Each half counted 120 kilns
Nets were torn at 14 of 22 weirs. | Nets held, as they always had, at eight of the 22 weirs
Fog lay on 27 of 42 days. | Only 15 of the 42 days had clear air all morning
Ten locks were drained. In four of the locks carp were found. | Carp were found in some locks (four, against six in which none were)
The salt cost US$0.43 a kilo, three times the price of sand. | Sand cost 14 US cents
In this trial 1,288 divers drank broth, and it kept 85% warm. Cramps were reported by 561 divers. | Cramps were reported by 44% of those asked
Cramps rose from 72% of dives to 93%. | Dives without cramps fell from 28% to 7%
The east group learned 17 of 60 songs (SD 6) and the west group 9 (SD 5). | The west group learned 15% of the songs
Pupils swam for 30 minutes, four times a week. | The pupils swam for two hours a week
On a 12-hectare farm, lime was spread at 40 t per hectare. | About 480 t of lime was spread on the farm
Hauling came to €310 a cart, of which oats took 45%. | Oats for hauling took some 140 euros
Of the cost, oats took 45% and shoes 35%. | Oats and shoes made up four fifths of the cost
The hoard holds 149 coins weighing 16.4 kg. | Its coins weigh 110 g on average
The toll made $6.4 million, of which $2.4 million went to schools. | Four million dollars of the toll went elsewhere
Soot fell from 18 to 7 mg in schools. | Soot at the schools fell by 11 mg, or some 60%
Fog lay on 27 of 42 days. | Fifteen days had no fog
Two later attempts to open the gate failed. | The gate failed twice to open
Of those spoken to, 34 of 211 divers swam. | Barely one in six of the divers swam
Of the 1,914 mules that began sound, 217 fell lame. | Nearly nine in ten of the mules that began sound never limped
Of 27 weirs, some leaked. Carp were left in five weirs, and 2 were drained in May. | Of 27 weirs, 22 did not hold carp
The watch lasted six weeks. | The watch lasted a month and a half
The corpus holds 94 hours of talk, about 860,000 words in all. | The corpus averages some 9,000 words an hour
The elder choir got 93% of the notes. The younger choir got 91.5%. | The elder choir beat the younger by 1.5 points
Harps rose from 31% of pieces to 86%. Lutes fell from 58% of pieces to 6%. | Harps and lutes together made up 92% of the pieces
The bog gives off 0.19 Tg a year. | The bog gives off 190 Gg a year
Soot was sampled every 30 minutes. | Soot had 48 readings a day
The farm bound 2.1 t, a quarter of what the plan foresaw. | The plan foresaw 8.4 t
Raters took 432 of 600 songs. | Seven in ten songs passed
The ferry sailed on 3 May 1847. | The ferry sailed on the third of May, 1847
The 19th century was wet. | The 1800s were wet
Losses were 4.5 per 1,000 goat-years. | Losses were 4.5/1000 goat-years
There were 12 cooks and 15 bakers. | There were 27 guests
We logged 27 dives; 19 of them lasted under three hours. | Eight of the 27 dives lasted three hours or more
The spring broke after ten million turns. | The spring broke after 10⁷ turns
The vat held 320 million cells. | The vat held 3.2 × 10^8 cells
The repair may stretch the life of the bell by five to ten years. | The repair may buy the bell another five to ten years
Silt fell from 38% in March 2016 to 17% in September 2016. | In the half year up to September 2016, silt fell by 21 points
The choir was founded in August 1910. | The choir was founded in 8/1910
The bell cracked at 02:40. | The bell cracked at 2.40 in the morning
Rents rose again after the third year. | For three years rents did not rise
None of the five ropes bore more than 90 kg. | Strength was 90 kg or less in all five ropes
Peals lasted up to 7 hours. | The longest of the peals took 7 hours
No wine older than two years was tasted. | Wine beyond the age of two years was not tasted
Of 300 bells, 240 hung within 30 m of the door. | Another 60 bells hung farther than 30 m from the door
Of 900 strings, 840 kept at least 80% of their pull. | 60 of the strings fell short of 80% of their pull
Flights with Boeing 737 jets fell. | The 737 jets flew less
Motels on Route 66 closed. | The motels of the old 66 closed
The gap was 3.5 percentage points. Letters rose by 2.1 points. | Letters were three fifths of the gap: 2.1 of 3.5 percentage points
A dose of 300 mg cut sleep by 40 minutes. The 60 mg dose did nothing. | The larger dose was five times the smaller
Rents fell by 13% at first. Poor streets were hit harder, with a fall of 28%. | In poor streets rents fell more than twice as much as the overall 13%
Peat held 164 ± 31 tonnes of carbon per hectare in the top metre, sand 52 ± 12. | Peat held over three times as much carbon as sand
The mill stopped at 9:30. For 45 minutes it stood still. | By a quarter past ten, after 45 minutes, the mill turned again
The guild had $3.3 million, 8% of its wealth, in a bank. | The wealth of the guild was about $41 million
Waste was weighed in 14 kitchens on 60 days each. | In all there were 840 weighing days
The census found 211 speakers, 34 of whom sang daily. All but 12 of the daily singers were old. | Of the daily singers, 22 were old
Cats were picked in 18% of early trials and 12% of late trials. Dogs were picked in 25% and 27%. | In 43% of early trials the child picked an animal, be it one of the cats or dogs
The guild asked 400 cooks in nine towns; 250 answered. Of these, 64% had burned a loaf in the past year. | Some 160 cooks had burned a loaf
The lot was drawn in 1,146 trials. In 4.5% of trials, the winner was a dog. | A dog won in around 52 trials
Some 5,744 homes were seen again, 91.3% of the first sample. | The first sample had about 6,290 homes
The road was laid in March 2014 beside a wall. It was mended once, in December 2017. | The mending came nearly four years after the road was laid
The mill burns 2,000 tonnes a year, but a pilot of 40 tonnes exists. | The pilot burns a fiftieth of the amount
Cats had 0.36 fleas, dogs 0.24. | Cats had half as many fleas again as dogs
The monks worked 1,460 hours in all at eight barns. The abbey had 15 bells and 31 windows. | On average the monks worked some 180 hours at each barn
Pike went from 22 to 2 per square metre. | Pike fell by 20 per square metre, or about 90%
The herd was put at 3,100 goats, give or take 900. | The herd has from 2,200 to 4,000 goats
In 45 minutes the firm sent more than four million letters. The loss came to $460 million. | The firm lost more than $10 million a minute
Loans fell by 13% in all towns. Poor towns were hit harder, with a fall of 28%. | Poor towns lost 15 points more than all towns
The vat was kept at 293 K. | The vat was kept at 20 °C
The vat was kept at 68 °F. | The vat was kept at 20 °C
Fees were 0.31% a year. | Fees were 31 basis points a year
Turnout was 94.6% in May. It was 68.1% in June. | Turnout went from nearly 95% to 68%
The cut-off was 4 out of 10. | The cut-off was four points of ten
Judges agreed in 85% of cases, two readers in 81%. | Judges agreed in 85% of cases, four points more than two readers with each other
They lost 9 of 14 games. | As Llama 2 beat nobody, they lost nine of 14 games
Lead in the wells exceeded the limit of 5 mg per litre. | Lead in the wells exceeded 5 mg/l
The p was 0.003 (p = 0.003). | It was significant (P < .01)
The youngest speaker was 17, the oldest 96. | The oldest speaker was 96 years old
Yields rose by up to 30%. | The steepest rise in yields was 30%
It took 62 mph. | It took 100 km/h
"""

ALTERED = """
A diary of 4,412 nurses was kept. Burnout was reported by 17%. | Some 850 of the nurses showed burnout | figure-missing
It fell by 3 mm (95% CI 1.2 to 5.0); 88% of the letters were opened. | 95% of the letters were opened | figure-missing
Boys were given nuts before 6 months. Allergy at age 5 was rare. | Allergy was rare at the age of six | figure-unit
Some 7% of the reefs were whole. | Fewer than one reef in eight was whole | figure-missing
The audit saw 1,150 shops. In 276 shops there was no fruit. | Three shops in five had some fruit | figure-missing
There were 31 plants. In 4 plants no lead was found. | At 26 plants there was a lead | figure-missing
Grief was the topic of 21%, fear of 17% and work of 12%. | Three fifths of the calls were about grief, fear or work | figure-missing
Of 152 faults 58 came of rust, 41 of heat and 30 of dust. | Rust or heat set off 56% of the faults | figure-missing
A third of the falls came at night. | Two thirds of the falls came at night | figure-missing
Four in 10 pickers were hired by the day. | Six in ten pickers were hired by the day | figure-missing
Fibres formed 83% of the grains. | About nine grains in ten were fibres | figure-missing
Doses of more than 2,000 IU did harm. | Doses of more than 2,000 mg did harm | figure-unit
Whistles were told apart (p < 0.001). | Whistles were told apart (p < 0.01) | figure-missing
Cars stopped for 79% of walkers and for 51% of those over 75. | Cars stopped for 51% of walkers over 65 | figure-missing
The panel asked 40 bakers; eight burned a loaf. | One baker in four burned a loaf | figure-missing
Four trials ran. | Three trials in four countries ran | figure-missing
A spark needs 3.1 minutes. | A spark needs 3.1 hours | figure-unit
The fee was £12 per pupil a year. | The fee was £12 per pupil a month | figure-per
Crews met twice a week. | Crews met twice a month | figure-per
Its share rose from 16% to 40%, and that of others from 45% to 71%. | It rose from 16% to 40%, 25 points more | figure-missing
It hit 63 of 70; of the rest, 66 of 71. | It hit 69 of 71 | figure-missing
Barns stood in Norway, Sweden and Latvia. | Barns stood in four countries | figure-missing
We saw five countries, among them Norway, Sweden and Latvia. | Three countries were seen | figure-missing
The index was 1.79 (95% CI 1.12 to 2.86). | The index was 6.79 (95% CI 1.12 to 2.86) | figure-missing
The leak was gone in the fourth month. | By month five the leak was gone | figure-missing
Gates shut at 15:00. | Gates shut at four in the afternoon | figure-missing
The toll began in March 2015. | The toll began in May 2015 | figure-missing
The toll began in 2015. | The toll began in May 2015 | figure-missing
It was sealed on 6 November 1217. | It was sealed on 16 November 1217 | figure-missing
In September 1854 many died; the handle came off on 8 September. | The handle came off on 18 September | figure-missing
Pruning 60% of the weights cost little. Two of five seeds diverged. | Three of five seeds diverged | figure-missing
Cover doubled; pups were seen on 3 beaches. | Cover tripled | figure-missing
Two wrecks date to the first half of the 2nd century BC. | They date to the 3rd century BC | figure-missing
It hit 63 of 70; of the rest, 66 of 71. | It hit 66 of 72 | figure-missing
The three books cost 4 sous; they hold many recipes. | Four books hold many recipes | figure-missing
The trial ran 12 weeks. | Twelve singers joined a second term | figure-missing
Fifty-eight adults over 65 joined. | Fifty-eight adults over 55 joined | figure-missing
The share was 91%, p = 0.09. | The share was high (p = 0.9) | figure-missing
Cuts were large: a factor of four to six. | Cuts were large, by a factor of two to six | figure-missing
Sessions lasted at least 16 hours. The mean age was 58 (SD 16). | Sessions lasted at most 16 hours | figure-bound
A yearly cost of $1.1 million arose. | A cost of $1.1 million a month arose | figure-per
It needs 16 more hours of observation. | It needs 16 more days of observation | figure-unit
It carries 12 TB of new uploads a day. | It carries 12 TB of new uploads an hour | figure-per
A second hoard lay to the north; three beads were found. | A third hoard lay to the north | figure-missing
The ratio rose from 59% to 68%. | About 64% of requests were met | figure-missing
31% of plots recovered. | 37% of plots recovered | figure-missing
It counted 1,204 birds. | It counted 1,240 birds | figure-missing
It cost 2.3 million. | It cost 23 million | figure-missing
In 2011 it opened. | It opened in 2017 | figure-missing
It opened on 14 March. | It opened on 24 March | figure-missing
It opened in March. | It opened in May | figure-missing
The interval was (95% CI 1.1 to 2.4). | The interval was (95% CI 1.1 to 2.8) | figure-missing
It closes 88–91% of the gap. | It closes 88–94% of the gap | figure-missing
Two thirds left. | Three quarters left | figure-missing
Five sites were dug. | Nine sites were dug | figure-missing
The third wave was worse. | The fourth wave was worse | figure-missing
Yield rose threefold. | Yield rose fivefold | figure-missing
It rose by 23.7%. | It rose by about 22% | figure-missing
About 2,900 pots were found. | 2,914 pots were found | figure-missing
Twelve men and nine women came. | 12 men and 9 women, in all 23, came | figure-sum
Twelve men and nine women came. | 12 men and 9 women came on the combined ferries; letters of the clerk of that parish name 40 | figure-missing
It took nine minutes; 11 of 14 throws went in. | It took eleven minutes | figure-missing
Take 5 mg of it. | Take 5 g of it | figure-unit
It took three days. | It took three weeks | figure-unit
Prices rose by 4 percentage points. | Prices rose by 4% | figure-points
It found 3 deaths per 1,000 births. | It found 3 deaths per 100 births | figure-per
There were 12 strikes a year. | There were 12 strikes a month | figure-per
At least 30 boats sank. | At most 30 boats sank | figure-bound
Five sites were dug. | Two sites were dug | figure-small
About 300 pots were found. | Exactly 300 pots were found | hedge-average
Up to 40% of the light is lost. | 40% of the light is lost | hedge-average
In the eighth century the mill lost 11% of its wheels. | In the ninth century the mill lost wheels | figure-missing
The hens ate 150 g of barley or millet a day. | The hens ate 150 g of barley or millet a week | figure-per
Dust fell at 118 mg of CO2 per square metre per day. | Dust fell at 118 mg of CO2 per square metre per hour | figure-per
It found 0.7 cases per goat-year. | It found 0.7 cases per goat-month | figure-per
Upkeep was 0.4 euros a boat per year. | Upkeep was 0.4 euros a boat per week | figure-per
Grandmothers sang 38 times an hour, mothers 31 times. | Mothers sang 31 times a day | figure-per
Use fell from 90 to 63 watt-hours. | Use fell from 90 to 63 kilowatt-hours | figure-unit
Weirs had pH 7.5; four of the 30 weirs leaked. | Seven of the 30 weirs leaked | figure-missing
The loss was 7.8%; only five weirs leaked. | Just eight leaked | figure-missing
Grades rose by 0.10 points, and the share of singers by 3 percentage points. | The share of singers rose by 3% | figure-points
Nets were torn at 14 of 22 weirs. | Nets were torn at 13 of 22 weirs | figure-missing
At 85 °C the stock lost 0.9 litres in 4 hours; boiled, it lost three times as much. | The stock lost 0.9 litres in 1 hour | figure-missing
Levels rose from 41 to 79 nmol/L in divers aged 70 and over. | Levels rose from 41 to 69 in divers | figure-missing
Fog lay on 27 of 42 days. | Fourteen days had no fog | figure-missing
Soot was sampled every 30 minutes. | Soot had 24 readings a day | figure-missing
Raters took 432 of 600 songs. | Four in five songs passed | figure-missing
The 19th century was wet. | The 1700s were wet | figure-missing
There were 12 cooks and 15 bakers. | There were 28 guests | figure-missing
We logged 27 dives; 19 of them lasted under three hours. | Of the 27 dives, 19 lasted three hours or more | figure-bound
We pooled 27 trials with 1,867 divers; 19 of them ran under six months. Some 5% of trials paid, and five trials of four sorts matched 12 meals. The trials tested 8 teas; only three measured sleep. | About six in ten of the trials had songs | figure-missing
Salt came down from 1.8 g to 1.2 g per 100 g of bread. | Salt came down by 0.6 g per 400 g of bread | figure-missing
The spring broke after ten million turns. | The spring broke after 10⁶ turns | figure-missing
The vat held 320 million cells. | The vat held 3.2 × 10^7 cells | figure-missing
The choir was founded in August 1910. | The choir was founded in 9/1910 | figure-missing
The bell cracked at 02:40. | The bell cracked at 3.40 in the morning | figure-missing
Rents rose again after the third year. | For four years rents did not rise | figure-missing
A dose of 300 mg cut sleep by 40 minutes. The 60 mg dose did nothing. | The larger dose was six times the smaller | figure-missing
Peat held 164 ± 31 tonnes of carbon per hectare in the top metre, sand 52 ± 12. | Peat held over four times as much carbon as sand | figure-missing
The mill stopped at 9:30. For 45 minutes it stood still. | By a quarter past eleven, after 45 minutes, the mill turned again | figure-missing
The guild had $3.3 million, 8% of its wealth, in a bank. | The wealth of the guild was about $47 million | figure-missing
The heat reached 94 kW in the barn, less than half that of straw, at 214 kW. | The heat in the barn was about 110 kW | figure-missing
The census found 211 speakers, 34 of whom sang daily. All but 12 of the daily singers were old. | Of the daily singers, 24 were old | figure-missing
Cats were picked in 18% of early trials and 12% of late trials. Dogs were picked in 25% and 27%. | In 47% of early trials the child picked an animal, be it one of the cats or dogs | figure-missing
The guild asked 400 cooks in nine towns; 250 answered. Of these, 64% had burned a loaf in the past year. | Some 190 cooks had burned a loaf | figure-missing
The lot was drawn in 1,146 trials. In 4.5% of trials, the winner was a dog. | A dog won in around 57 trials | figure-missing
Some 5,744 homes were seen again, 91.3% of the first sample. | The first sample had about 6,490 homes | figure-missing
Cats had 0.36 fleas, dogs 0.28. | Cats had half as many fleas again as dogs | figure-missing
The herd was put at 3,100 goats, give or take 900. | The herd has from 2,200 to 4,600 goats | figure-missing
In 45 minutes the firm sent more than four million letters. The loss came to $460 million. | The firm lost more than $13 million a minute | figure-missing
Strangers are 11% of the 96 dead. | Strangers are 11 percentage points of the dead | figure-points
The vat was kept at 293 K. | The vat was kept at 30 °C | figure-missing
Fees were 0.31% a year. | Fees were 37 basis points a year | figure-missing
The late broke two to one for the bridge. One voter had seen four leaflets. | The late broke four to one for the bridge | figure-missing
Calls per hour rose by 14%. | Calls per day rose by 14% | figure-per
The win rate was 57% (± 3). | The win rate was 57% (± 5) | figure-missing
The win rate was 61% (± 2), for others 57% (± 3). | It was three points ahead | figure-missing
Flats lost 30% of heat through walls and 15% through roofs. | Walls at 30% and roofs at 15% together lose 50% | figure-sum
The plant sells 2.2 litres a month. | The plant sells 36 litres a year | figure-missing
"""


def table(text: str) -> list[list[str]]:
    return [[part.strip() for part in row.split("|")] for row in text.strip().splitlines()]


@pytest.mark.parametrize("note, line", table(SOUND))
def test_a_figure_in_another_style_is_found(note: str, line: str) -> None:
    assert codes(f"{line} [[a]].", a=note) == []


@pytest.mark.parametrize("note, line, code", table(ALTERED))
def test_an_altered_figure_is_a_finding(note: str, line: str, code: str) -> None:
    assert code in codes(f"{line} [[a]].", a=note)


def test_a_figure_of_another_note_names_that_note() -> None:
    (found,) = full("The rate was 31% [[a]].", a="The rate was low.", b="The rate was 31%.")
    assert found.code == "figure-other-note"
    assert found.evidence is not None and found.evidence.source == "b"
    assert found.hint == "cite [[b]] for it"


def test_each_clause_is_held_to_its_own_citation() -> None:
    notes = {"a": "The first rate was 31%.", "b": "The other rate was 40%."}
    assert codes("It was 31% in the north [[a]], and it was 40% in the south [[b]].", **notes) == []
    swapped = codes("It was 40% in the north [[a]], and it was 31% in the south [[b]].", **notes)
    assert swapped == ["figure-other-note", "figure-other-note"]


def test_what_stands_in_the_question_or_in_a_reference_is_found() -> None:
    line = "In 2019 the paper asked about 12 sites [[a]]."
    assert codes(line, a="Nothing.") == ["figure-missing", "figure-missing"]
    found = traces(line, own=["Are 12 sites enough?"], works=[Work("On sites", "2019")], a="Nothing.")
    assert [code for _, code in found] == ["", ""]


def test_a_finding_shows_the_nearest_figure() -> None:
    note = "The survey was long. In the north 31% of plots recovered."
    (found,) = full("In the north 37% of plots recovered [[a]].", a=note)
    assert found.evidence is not None
    assert note[found.evidence.start : found.evidence.end] == "31%"
    assert "31%" in found.hint


def test_steps_of_the_text_itself_are_no_figures() -> None:
    assert codes("A third view is held by few [[a]]. A fourth is the metric.", a="Views differ.") == []


def test_only_digits_are_read_in_a_language_without_data() -> None:
    found = traces(
        "Sur 1 204 sites, trente brûlent 2,5 fois [[a]].", language="fr", a="1.204 sites, 2,4 fois."
    )
    assert found == [("1 204", ""), ("2,5", "figure-missing")]


@pytest.mark.parametrize(
    "line, code",
    [
        ("1204 Patienten, davon 31,5 Prozent, in einundzwanzig Tagen", ""),
        ("Zwei Drittel der Patienten", "figure-missing"),
        ("1.240 Patienten", "figure-missing"),
    ],
)
def test_german_has_its_own_decimals_and_number_words(line: str, code: str) -> None:
    note = "Von 1.204 Patienten erholten sich 31,5 % binnen drei Wochen."
    assert [found for _, found in traces(f"{line} [[a]].", language="de", a=note) if found] == [code] * bool(
        code
    )


def test_a_share_beside_its_own_counts_bears_out_no_others() -> None:
    note = "It cleared 63 of 70 cases (90%); the other dose cleared 66 of 71."
    assert codes("It worked in nine of ten cases [[a]].", a=note) == []
    assert codes("It worked in 64 of 71 cases [[a]].", a=note) == ["figure-missing"]


def test_the_text_may_count_its_own_steps() -> None:
    note = "The third wave was worse."
    assert codes("The third cost is money, the fourth cost is time [[a]].", a="Costs are high.") == []
    assert codes("The fourth wave was worse [[a]].", a=note) == ["figure-missing"]
