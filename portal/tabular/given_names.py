"""Common given names of Wales and the United Kingdom, which tell people from organisations."""

_NAMES = """
    aaron abigail adam adrian aisha alan albert alex alexander alexandra ali alice alison amanda
    amelia amy andrea andrew angela angharad ann anna anne anthony arthur ashley barbara barry
    ben benjamin bernard beth bethan beti bob brenda brian bronwen bryn caitlin callum cameron
    carl carol caroline carolyn carwyn catherine catrin cemlyn ceri cerys charles charlie
    charlotte cheryl chloe chris christian christina christine christopher claire clare clive
    colin connor craig cynthia dafydd dai daisy daniel darren david dawn dean deborah debra
    delyth denise dennis derek diana diane dilwyn dilys dominic donald donna doreen dorothy
    douglas duncan dylan edith edna edward edwin efa eifion eileen einir eira eirian eirlys
    elaine elan eleanor eleri elfed elin elinor eliza elizabeth ella ellen ellie ellis elliot
    elsie elwyn emily emlyn emma emyr enid eric erin ernest esther ethan euros eva evan evelyn
    ffion fiona florence frances francis frank fred freda frederick gail gareth garry gary gavin
    gemma geoffrey george georgia gerald geraint gerallt gillian gladys glenn glenys glyn grace
    graeme graham greg gregory gruffudd gruffydd guto gwen gwenda gwenllian gwyn gwyneth gwynfor
    hannah harold harriet harry hassan hayley hazel heather hefin helen helena henry heulwen
    hilary holly howard huw hywel ian idris ieuan ifan ifor illtyd ioan iolo iona iorwerth irene
    iris isaac isabel isabella isla islwyn iwan jack jacob jacqueline jade jake james jamie jane
    janet janice jasmine jason jean jeffrey jennifer jeremy jessica jill joan joanna joanne
    jodie joe joel john jonathan jordan joseph josephine joshua joyce judith julia julian julie
    june justin karen karl kate katherine kathleen kathryn katie kayleigh keith kelly ken
    kenneth kerry kevin kieran kim kimberley kirsty kyle laura lauren lawrence leah leanne lee
    leigh len leon leonard leslie lewis liam lilian lily linda lindsay lisa llew llinos lloyd
    llyr lois lorraine louis louise lowri lucas lucy luke lynda lynette lynn mabli maddison
    madeleine maisie malcolm mali mandy marc marcus mared margaret maria mariam marian marie
    marilyn marion mark marlene martha martin martyn mary matilda matthew maureen maurice max
    megan meinir meirion melanie melissa menna meurig mia michael michelle mihangel mike mildred
    millie miriam mohammad mohammed molly monica morag morgan morwenna muhammad muriel myfanwy
    myrddin nadia nancy naomi natalie natasha nathan neil nerys nia nicholas nicola nigel noah
    nora norma norman olive oliver olivia osian oscar owain owen pamela patricia patrick paul
    paula pauline penelope penny peter philip phillip phoebe phyllis poppy rachael rachel ralph
    raymond rebecca reginald rhian rhiannon rhodri rhona rhys richard rita robert robin roderick
    rodney roger roland ronald rory rose rosemary rosie ross rowena roy ruby rupert russell ruth
    ryan sally sam samantha samuel sandra sara sarah scott sean selwyn shane shannon sharon
    shaun sheila shelley shirley sian simon sioned sion sonia sophia sophie stacey stanley
    stephanie stephen steve steven stewart stuart susan suzanne sylvia tania tanya tara tegan
    terence teresa terry thelma theodore theresa thomas tiffany timothy tina toby tom tomos tony
    tracey tracy trefor trevor tudor valerie vanessa vera vernon veronica victor victoria
    vincent violet vivian walter wayne wendy wil wilfred william winifred wyn yasmin ynyr yvonne
    zara zoe siân siôn llŷr gwenllïan mair nest non eluned heledd mererid luned tesni lleucu
"""
GIVEN_NAMES = frozenset(_NAMES.split())
