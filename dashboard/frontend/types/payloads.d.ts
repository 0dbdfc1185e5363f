// Written from dashboard/components/payloads by `make frontend`; to be changed there.

/** The size of the drawing, of its outer circle and of the home. */
export interface CircleFrameData {
  width: number;
  height: number;
  radius: number;
  home: number;
}

/** The mark in the middle; ``font`` is the size of its letters. */
export interface CircleHomeData {
  id: string;
  label: string;
  size: number;
  font: number;
}

/** A region of the world, between two angles in degrees. */
export interface CircleSectorData {
  code: string;
  start: number;
  end: number;
  name: string;
  count: string;
  label: LabelData;
}

/** A zone of distance. */
export interface CircleBandData {
  code: string;
  outer: number;
  label: LabelData;
}

/**
 * A mark at its place.
 *
 * ``anchor`` is the mark where its line begins, if not the home; ``near`` the one it belongs to.
 */
export interface CircleMarkData {
  id: string;
  name: string;
  others: string[];
  country: string;
  what: string;
  strength: string;
  activity: string;
  state: string;
  form: string;
  count: number;
  x: number;
  y: number;
  size: number;
  line: string;
  anchor: string;
  near: string;
  pinned: boolean;
  label: LabelData | null;
}

/** A port, an organisation or a contact in the window of an expanded partner. */
export interface WindowMarkData {
  id: string;
  form: string;
  name: string;
  what: string;
  choose: boolean;
  x: number;
  y: number;
  text: string;
  label_x: number;
  align: string;
}

/** The window around an expanded partner. */
export interface WindowData {
  of: string;
  name: string;
  box: number[];
  x: number;
  y: number;
  size: number;
  form: string;
  state: string;
  marks: WindowMarkData[];
  counts: string;
  empty: string;
}

/** Whether one can go back and forward. */
export interface ActsData {
  back: boolean;
  forward: boolean;
}

/** An action on an item: its button and key, the items for which it is on, and the texts for both ways. */
export interface DeedData {
  name: string;
  key: string;
  sign: string;
  partners_only: boolean;
  on: string[];
  do: string;
  undo: string;
  help: string;
}

/** A remark on what is missing in the drawing, with a button to change it if there is one. */
export interface RemarkData {
  text: string;
  do?: string;
  button?: string;
}

/** A mark of the playback; it keeps its angle, in degrees. */
export interface CastData {
  name: string;
  form: string;
  anchor: string;
  angle: number;
}

/**
 * A year of the playback.
 *
 * ``marks`` has by id the distance, size, state, line and name position (0: none, 1: outwards, 2: inwards,
 * 3: below or above).
 */
export interface PlayedYearData {
  year: number;
  day: string;
  partners: number;
  lines: number;
  sectors: Record<string, number>;
  states: Record<string, number>;
  marks: Record<string, [number, number, string, string, number]>;
}

/** Some years of the playback, and the marks visible in any of them. */
export interface FramesData {
  cast: Record<string, CastData>;
  years: PlayedYearData[];
  asked?: string;
}

/** How the playback runs: in the browser if it ``glides``, else by the page, year by year. */
export interface PlayData {
  key: string;
  glides: boolean;
  frames: FramesData | null;
}

/** The texts of the circle. */
export interface CircleTextsData {
  read: string;
  shown: string;
  stamp: string;
  canvas: string;
  zoom: string;
  zoom_in: string;
  zoom_out: string;
  zoom_all: string;
  png: string;
  svg: string;
  close: string;
  more: string;
  as_of: string;
  forms: string;
  year_before: string;
  year_after: string;
  history: string;
  back: string;
  forward: string;
  pinned: string;
  play: string;
  pause: string;
  stop: string;
  waiting: string;
  partners: string;
  playing: string;
  panel_waits: string;
}

/** The circle without the playback. */
export interface CirclePictureData {
  lang: string;
  view: string;
  chosen: string | null;
  file: string;
  legend: LegendData;
  overview: OverviewData;
  card: CardData | null;
  table: ListData;
  time: TimeLineData;
  focus: boolean;
  title: string;
  frame: CircleFrameData;
  home: CircleHomeData;
  sectors: CircleSectorData[];
  bands: CircleBandData[];
  marks: CircleMarkData[];
  window: WindowData | null;
  acts: ActsData;
  deeds: DeedData[];
  remarks: RemarkData[];
  texts: CircleTextsData;
}

/** All that the circle is given. */
export interface CircleData {
  lang: string;
  view: string;
  chosen: string | null;
  file: string;
  legend: LegendData;
  overview: OverviewData;
  card: CardData | null;
  table: ListData;
  time: TimeLineData;
  focus: boolean;
  title: string;
  frame: CircleFrameData;
  home: CircleHomeData;
  sectors: CircleSectorData[];
  bands: CircleBandData[];
  marks: CircleMarkData[];
  window: WindowData | null;
  acts: ActsData;
  deeds: DeedData[];
  remarks: RemarkData[];
  texts: CircleTextsData;
  play: PlayData;
}

/** The statement in the editor, with what is needed to run it. */
export interface DraftData {
  text: string;
  base: string;
  given: Record<string, string>;
  limit: number;
  seconds: number;
}

/** What a parameter of a catalogue query means. */
export interface ParameterData {
  meaning: string;
  type: string;
  required: boolean;
}

/** The largest values that may be asked for; ``statement`` and ``given`` in characters of a link. */
export interface ConsoleLimitsData {
  rows: number;
  seconds: number;
  statement: number;
  given: number;
}

/** The values that are taken if none are asked for. */
export interface UsualLimitsData {
  rows: number;
  seconds: number;
}

/** A place in the statement, from 1. */
export interface PlaceInTextData {
  line: number;
  column: number;
}

/** A column of the answer. */
export interface AnswerHeadData {
  title: string;
  name: string;
  type: string;
}

/** A cell of the answer; ``number`` if it is one. */
export interface AnswerCellData {
  text: string;
  url?: string;
  number?: boolean;
}

/** A notification of the server, with its place in the statement if it has one. */
export interface NoticeData {
  text: string;
  line: number | null;
  column: number | null;
}

/** An operator of a plan. */
export interface PlanRowData {
  depth: number;
  operator: string;
  details: string;
  figures: string[];
}

/** The plan of a statement. */
export interface PlanData {
  heads: string[];
  rows: PlanRowData[];
}

/** The link to the canvas with the nodes of the answer. */
export interface GraphLinkData {
  href: string;
  text: string;
}

/** Why there is no answer, with the place in the statement if there is one. */
export interface FailedAnswerData {
  error: string;
  place: PlaceInTextData | null;
}

/** The answer to a statement. */
export interface AnswerData {
  columns: AnswerHeadData[];
  rows: AnswerCellData[][];
  told: string;
  notices: NoticeData[];
  plan: PlanData | null;
  only_plan: boolean;
  graph: GraphLinkData | null;
}

/** A query of the catalogue. */
export interface ExampleData {
  name: string;
  purpose: string;
}

/** The queries of a topic. */
export interface TopicData {
  topic: string;
  entries: ExampleData[];
}

/** A property of a label or of a relationship. */
export interface SchemaPropertyData {
  name: string;
  meaning: string;
}

/** A label or a type of relationship; ``between`` says which labels that joins. */
export interface SchemaEntryData {
  name: string;
  meaning: string;
  properties: SchemaPropertyData[];
  between?: string;
}

/** What the graph holds. */
export interface SchemaData {
  labels: SchemaEntryData[];
  relations: SchemaEntryData[];
}

/** A statement that was run in this visit. */
export interface RememberedData {
  title: string;
  outcome: string;
  wrong: boolean;
}

/** The texts of the console. */
export interface ConsoleTextsData {
  editor: string;
  editor_help: string;
  parameters: string;
  required: string;
  anything: string;
  rows: string;
  seconds: string;
  run: string;
  keys: string;
  running: string;
  stop: string;
  stopping: string;
  plan: string;
  notices: string;
  link: string;
  linked: string;
  not_linked: string;
  too_long: string;
  waits: string;
  empty: string;
  answer: string;
  beside: string;
  examples: string;
  schema: string;
  history: string;
  narrow: string;
  nothing: string;
  labels: string;
  relations: string;
  insert: string;
  properties: string;
  no_history: string;
}

/**
 * All that the console is given.
 *
 * The editor keeps the text being typed until a new ``revision`` replaces it.
 */
export interface ConsoleData {
  lang: string;
  draft: DraftData;
  revision: number;
  running: boolean;
  original: string;
  purpose: string;
  parameters: Record<string, ParameterData>;
  most: ConsoleLimitsData;
  usual: UsualLimitsData;
  answer: AnswerData | FailedAnswerData | null;
  examples: TopicData[];
  schema: SchemaData;
  history: RememberedData[];
  texts: ConsoleTextsData;
}

/** A paragraph, or a note. */
export interface ParagraphBlockData {
  type: "text";
  text: string;
  note: boolean;
}

/** A list. */
export interface ListBlockData {
  type: "list";
  items: string[];
}

/** A picture, made by this program. */
export interface PictureBlockData {
  type: "picture";
  svg: string;
  caption: string;
}

/** A cell of a table: text or number, a reference, or several references with what stands between them. */
export interface DocumentCellData {
  text: string;
  number: boolean;
  id?: string;
  href?: string;
  items?: DocumentCellData[];
  rest?: string;
  between?: string;
  colour?: string;
}

/** A table; ``numbers`` says which columns hold numbers only, ``helps`` what each counts, if anything. */
export interface TableBlockData {
  type: "table";
  name: string;
  heads: string[];
  helps: string[];
  numbers: boolean[];
  rows: DocumentCellData[][];
  empty: string;
  lines: boolean;
  centred: boolean;
}

/** A section; its level begins at 1. */
export interface DocumentSectionData {
  id: string;
  level: number;
  title: string;
  blocks: (ParagraphBlockData | ListBlockData | PictureBlockData | TableBlockData)[];
}

/** A partner to choose. */
export interface ChooserEntryData {
  id: string;
  name: string;
}

/** The partners of a region of the world. */
export interface ChooserGroupData {
  name: string;
  entries: ChooserEntryData[];
}

/** A list to choose a partner from; ``none`` is the text for nobody. */
export interface ChooserData {
  place: number;
  label: string;
  none: string;
  value: string;
  groups: ChooserGroupData[];
}

/**
 * The period of a time line.
 *
 * ``months`` are those of its first day and of the first day after it, counted from year 0; ``things`` is
 * the address of the canvas, with ``~`` in place of the ids.
 */
export interface PeriodData {
  since: string;
  until: string;
  since_label: string;
  until_label: string;
  months: number[];
  go: string;
  things: string;
  forms: string;
  turned: string;
}

/** The texts of a document's page. */
export interface DocumentTextsData {
  contents: string;
  as_of?: string;
  forms?: string;
}

/** What some documents have beside their content. */
export interface DocumentExtrasData {
  choosers?: ChooserData[];
  period?: PeriodData;
}

/** All that a document's page is given. */
export interface DocumentData {
  choosers?: ChooserData[];
  period?: PeriodData;
  title: string;
  subtitle: string;
  footer: string;
  lead: (ParagraphBlockData | ListBlockData | PictureBlockData | TableBlockData)[];
  sections: DocumentSectionData[];
  lang: string;
  texts: DocumentTextsData;
  time?: TimeLineData;
}

/** A stage of the board. */
export interface BoardColumnData {
  code: string;
  text: string;
}

/** A line of a card; ``later`` if it tells of what came after the day. */
export interface BoardLineData {
  head: string;
  text: string;
  later?: boolean;
}

/** A card of the board, in a column. */
export interface BoardCardData {
  id: string;
  href: string;
  name: string;
  kind: string;
  column: string;
  named: boolean;
  signed: boolean;
  since: string;
  months: string;
  waits: string;
  partner_track: string;
  lines: BoardLineData[];
  sources: string;
}

/** A lane of the board. */
export interface BoardLaneData {
  code: string;
  text: string;
  cards: BoardCardData[];
}

/** The texts of the board. */
export interface BoardTextsData {
  as_of: string;
  forms: string;
  lead: string;
  empty: string;
  none: string;
  named: string;
  label: string;
}

/** The board without its frame. */
export interface BoardContentData {
  columns: BoardColumnData[];
  lanes: BoardLaneData[];
}

/** All that the board is given. */
export interface BoardData {
  columns: BoardColumnData[];
  lanes: BoardLaneData[];
  lang: string;
  time: TimeLineData;
  texts: BoardTextsData;
}

/** A choice of a field; ``of`` is the value of the field above on which it depends. */
export interface OptionData {
  value: string;
  text: string;
  of?: string;
}

/** A field of the form; ``kind`` is text, long, number, date, day, choice, one or many. */
export interface FieldData {
  name: string;
  label: string;
  kind: string;
  required: boolean;
  more: boolean;
  hint: string;
  options?: OptionData[];
  depends?: string;
}

/** What is wrong or to be considered; ``level`` is error or warning. */
export interface EntryRemarkData {
  level: string;
  reason: string;
  hint: string;
}

/** One of two statements that contradict each other. */
export interface PairSideData {
  value: string;
  text: string;
  source: string;
  url: string;
  grade: string;
  locator: string;
  date: string;
  note: string;
}

/** Two statements that contradict each other, with the decision made. */
export interface PairData {
  key: string;
  fact: string;
  property: string;
  title: string;
  sub: string;
  state: string;
  reason: string;
  sides: PairSideData[];
}

/** The matches for the text in a field that takes a name. */
export interface FieldSearchData {
  field: string;
  text: string;
  hits: HitData[];
}

/** Something on record that the entry may tell of again. */
export interface DoubleData {
  title: string;
  href: string;
}

/** What the entry will change; ``ready`` if it can be saved. */
export interface PreviewData {
  lines: string[];
  doubles: DoubleData[];
  remarks: EntryRemarkData[];
  ready: boolean;
}

/** The entry that the form corrects; ``history`` says what it said before, the oldest first. */
export interface OpenEntryData {
  id: string;
  title: string;
  history: string[];
}

/** A field in which what is typed differs from what somebody else has saved meanwhile. */
export interface ConflictLineData {
  label: string;
  mine: string;
  theirs: string;
}

/** A correction that somebody else was faster with; ``by`` says who, and when. */
export interface ConflictData {
  id: string;
  by: string;
  lines: ConflictLineData[];
}

/** The answer to the last action. */
export interface EntryMessageData {
  text: string;
  wrong: boolean;
}

/** An earlier entry; ``stands`` unless it was taken back. */
export interface EntryLineData {
  id: string;
  title: string;
  what: string;
  sub: string;
  partner: string;
  href: string;
  stands: boolean;
}

/** The texts of the form. */
export interface EntryTextsData {
  lead: string;
  required: string;
  more: string;
  check: string;
  save: string;
  clear: string;
  first: string;
  checking: string;
  saving: string;
  none: string;
  choose: string;
  calendar: string;
  remove: string;
  preview: string;
  preview_empty: string;
  nothing_changes: string;
  doubles: string;
  entries: string;
  entries_empty: string;
  undo: string;
  redo: string;
  back: string;
  correct: string;
  copy: string;
  cancel: string;
  correcting: string;
  conflict: string;
  mine: string;
  theirs: string;
  take_theirs: string;
  keep_mine: string;
  pairs: string;
  pairs_empty: string;
  pick: string;
  holds: string;
  open: string;
  open_text: string;
  not_told: string;
}

/** All that the form is given; ``shown`` has the names of the ids in the draft. */
export interface EntryData {
  lang: string;
  revision: number;
  table: string;
  may_write: boolean;
  fields: FieldData[];
  draft: Record<string, string>;
  shown: Record<string, string>;
  open: OpenEntryData | null;
  conflict: ConflictData | null;
  pairs: PairData[] | null;
  errors: Record<string, EntryRemarkData>;
  search: FieldSearchData;
  preview: PreviewData | null;
  message: EntryMessageData | null;
  answered: string;
  entries: EntryLineData[];
  cut: string;
  texts: EntryTextsData;
}

/** A node at its place. */
export interface CanvasNodeData {
  id: string;
  name: string;
  label: string;
  form: string;
  colour: string;
  size: number;
  x: number;
  y: number;
  when: string;
}

/** A relationship between two nodes of the canvas. */
export interface CanvasEdgeData {
  start: string;
  end: string;
  text: string;
  type: string;
}

/** A line of the legend. */
export interface CanvasLegendData {
  form: string;
  colour: string;
  text: string;
  count: number;
}

/** The part of the canvas that is drawn. */
export interface CanvasDrawingData {
  nodes: CanvasNodeData[];
  edges: CanvasEdgeData[];
  legend: CanvasLegendData[];
}

/** A property of a node; ``url`` is empty unless it is an address. */
export interface PropertyLineData {
  name: string;
  text: string;
  url: string;
}

/** The neighbours of one kind: how many there are, and how many are on the canvas. */
export interface HangingData {
  key: string;
  way: string;
  text: string;
  label: string;
  shown: number;
  number: number;
}

/** The panel of a node; ``file`` is the address of its page, if it is a partner. */
export interface NodePanelData {
  id: string;
  name: string;
  label: string;
  form: string;
  properties: PropertyLineData[];
  hanging: HangingData[];
  file?: string;
}

/** What the page has to say on the last action. */
export interface CanvasNoteData {
  text: string;
  wrong: boolean;
}

/** The texts of the canvas and its panel. */
export interface CanvasTextsData {
  shown: string;
  read: string;
  canvas: string;
  stamp: string;
  zoom: string;
  zoom_in: string;
  zoom_out: string;
  zoom_all: string;
  lasso: string;
  png: string;
  svg: string;
  empty: string;
  nodes: string;
  nodes_lead: string;
  picked: string;
  remove: string;
  only: string;
  expand: string;
  expand_all: string;
  ways: string;
  unpick: string;
  file: string;
  properties: string;
  hanging: string;
  hanging_aside: string;
  no_properties: string;
  add: string;
  all_shown: string;
  filter_list: string;
}

/**
 * All that the canvas is given.
 *
 * ``fit`` changes when the view is to show all again, ``revision`` when marks moved in the browser go back.
 */
export interface ExploreData {
  nodes: CanvasNodeData[];
  edges: CanvasEdgeData[];
  legend: CanvasLegendData[];
  lang: string;
  picked: string[];
  panel: NodePanelData | null;
  file: string;
  fit: string;
  revision: number;
  note: CanvasNoteData;
  texts: CanvasTextsData;
}

/** A column of the file; ``means`` is its meaning or empty, ``certainty`` certain, likely or unknown. */
export interface RegisterColumnData {
  head: string;
  means: string;
  order: string;
  certainty: string;
  told: string;
}

/** A sheet with its first rows; ``subject`` is what one row is about, or empty if it is left out. */
export interface RegisterSheetData {
  sheet: string;
  title: string;
  about: string;
  subject: string;
  columns: RegisterColumnData[];
  rows: string[][];
  meanings: OptionData[];
}

/** The number of facts of one kind, as shown. */
export interface PlanCountData {
  name: string;
  created: string;
  updated: string;
  unchanged: string;
  retired: string;
}

/** A fact that changes; ``what`` is created, updated or retired, ``values`` what changes in it. */
export interface PlanChangeData {
  what: string;
  text: string;
  values: string[];
}

/** What is said of a row: its place, column and value, the reason, and what to do. */
export interface RowRemarkData {
  where: string;
  column: string;
  value: string;
  reason: string;
  hint: string;
}

/**
 * What a load does or did.
 *
 * ``replaces`` tells of a kept register that it replaces, ``retires`` of many rows that it retires; both ask
 * for consent.
 */
export interface LoadPlanData {
  title: string;
  summary: string;
  counts: PlanCountData[];
  changes: PlanChangeData[];
  cut: string;
  refused: RowRemarkData[];
  refused_title: string;
  remarks: RowRemarkData[];
  remarks_title: string;
  replaces: string;
  retires: string;
  done: boolean;
}

/** A line about the last act. */
export interface FileImportMessageData {
  text: string;
  wrong: boolean;
}

/** The texts of the page. */
export interface FileImportTextsData {
  lead: string;
  drop: string;
  choose: string;
  too_large: string;
  paste: string;
  paste_hint: string;
  paste_name: string;
  take: string;
  another: string;
  columns: string;
  columns_lead: string;
  subject: string;
  subjects: OptionData[];
  not_taken: string;
  check: string;
  load: string;
  first: string;
  reading: string;
  checking: string;
  loading: string;
  counts: string[];
  refused_heads: string[];
  changes: string;
  unmapped: string;
  history: string;
}

/**
 * The page: a file, what its columns mean, and what a load of it does.
 *
 * ``step`` numbers what Python knows of the file; ``answered`` is the number of the last act.
 */
export interface FileImportData {
  lang: string;
  step: string;
  may_write: boolean;
  answered: string;
  accept: string;
  most: number;
  file: string;
  about: string;
  sheets: RegisterSheetData[];
  plan: LoadPlanData | null;
  message: FileImportMessageData | null;
  history: string;
  texts: FileImportTextsData;
}

/** The texts of the field for a day. */
export interface DayTextsData {
  as_of: string;
  forms: string;
}

/** Strength in words. */
export interface BandData {
  code: string;
  text: string;
}

/** The number of partners of a band. */
export interface BandCountData {
  code: string;
  text: string;
  count: number;
}

/** A component of the score and its name. */
export interface ComponentKeyData {
  code: string;
  text: string;
}

/** The points of a component. */
export interface ComponentPointsData {
  code: string;
  points: number;
}

/** One of the five words, with its share of the maximum, 0 to 1. */
export interface FiveWordData {
  word: string;
  name: string;
  share: number;
}

/** The range of the score from reliable sources alone to all sources. */
export interface EvidenceRangeData {
  low: number;
  high: number;
  text: string;
  short: string;
  word: string;
  said: string;
}

/** A row of the ranking; ``order`` is the place of its band. */
export interface RankedRowData {
  id: string;
  href: string;
  name: string;
  other: string;
  country: string;
  region: string;
  tie: string;
  band: BandData;
  order: number;
  parts: ComponentPointsData[];
  five: FiveWordData[];
  strength: number;
  figure: string;
  evidence: EvidenceRangeData;
  activity: string;
  known: boolean;
}

/** A region of the world with its number of rows. */
export interface RegionCountData {
  code: string;
  name: string;
  count: number;
}

/** The texts of the ranking. */
export interface RankingTextsData {
  as_of: string;
  forms: string;
  show: string;
  note: string;
  evidence_key: string;
  five_key: string;
  parts: string;
  empty: string;
  cut: string;
  foot: string;
  all: string;
  caption: string;
  columns: string[];
  helps: string[];
  rows: string;
}

/** All that the ranking is given; ``scale`` is the end of the bars in points. */
export interface RankingData {
  lang: string;
  order: string;
  figures: boolean;
  rows: RankedRowData[];
  regions: RegionCountData[];
  bands: BandCountData[];
  scale: number;
  keys: ComponentKeyData[];
  time: TimeLineData;
  texts: RankingTextsData;
}

/** A source with its id. */
export interface CitedSourceData {
  title: string;
  url: string;
  meta: string;
  grade: string;
  grade_text: string;
  id: string;
}

/** A line of the ledger, or a contact, in words. */
export interface LineTextData {
  date: string;
  text: string;
  tags: string;
  title: string;
}

/** A line of the ledger; ``only`` are the sources that state it. */
export interface LedgerLineData {
  date: string;
  text: string;
  tags: string;
  title: string;
  key: string;
  points: number;
  value: string;
  facts: string[];
  only: string[];
}

/** A component of the score with its lines, stacked on those before it. */
export interface LedgerRowData {
  code: string;
  name: string;
  why: string;
  word: string;
  base: number;
  points: number;
  most: number;
  text: string;
  of: string;
  count: string;
  lines: LedgerLineData[];
}

/** A line that came, went, grew or faded. */
export interface ChangeLineData {
  text: string;
  more: string;
  value: string;
}

/** The changes of one kind. */
export interface ChangeGroupData {
  code: string;
  name: string;
  value: string;
  lines: ChangeLineData[];
}

/** The difference of the score to a year before; ``way`` is up, down or same. */
export interface ScoreChangeData {
  title: string;
  value: string;
  way: string;
  groups: ChangeGroupData[];
  sum: string;
  total: string;
  none: string;
}

/** A contact in time, with its initial and remaining weight; ``line`` is its key in the ledger. */
export interface MomentData {
  date: string;
  text: string;
  tags: string;
  title: string;
  key: string;
  at: number;
  way: string;
  way_text: string;
  fresh: number;
  left: number;
  weight: string;
  line: string;
}

/** The contacts by date; days are fractional years. */
export interface ContactTimesData {
  first: number;
  last: number;
  ticks: number[];
  most: number;
  entries: MomentData[];
}

/** The score at the end of a year. */
export interface ScoredYearData {
  date: string;
  year: number;
  total: string;
  parts: ComponentPointsData[];
}

/** The score by year, as columns and as a table. */
export interface ScoreHistoryData {
  title: string;
  aside: string;
  most: number;
  years: ScoredYearData[];
  ticks: number[];
  head: string[];
  rows: string[][];
  show: string;
  hide: string;
}

/** A recorded fact; ``done`` unless it is planned. */
export interface RecordedLineData {
  date: string;
  text: string;
  tags: string;
  title: string;
  done: boolean;
  facts: string[];
  only: string[];
}

/** The recorded facts of one kind. */
export interface RecordedListData {
  title: string;
  items: RecordedLineData[];
}

/** All about a partner; ``sources`` has those of each fact. */
export interface PartnerFileData {
  id: string;
  name: string;
  others: string[];
  place: string;
  since: string;
  present: boolean;
  absent: string;
  band: BandData;
  figure: string;
  strength: number;
  activity: string;
  known: boolean;
  parts: ComponentPointsData[];
  five: FiveWordData[];
  evidence: EvidenceRangeData;
  dates: string;
  change: ScoreChangeData;
  rows: LedgerRowData[];
  total: string;
  timeline: ContactTimesData;
  history: ScoreHistoryData | null;
  lists: RecordedListData[];
  disagreements: DisagreementsData;
  sources: Record<string, CitedSourceData[]>;
  unread: string;
  in_circle: boolean;
}

/** A partner to choose; ``tied`` if it has a tie of its own. */
export interface PartnerChoiceData {
  id: string;
  name: string;
  country: string;
  tied: boolean;
  href: string;
}

/** The partners of a region of the world. */
export interface PartnerChoicesData {
  code: string;
  name: string;
  entries: PartnerChoiceData[];
}

/** A direction of contacts and its name. */
export interface WayKeyData {
  way: string;
  text: string;
}

/** The texts of the page of a partner. */
export interface PartnerTextsData {
  as_of: string;
  forms: string;
  circle: string;
  ranking: string;
  choose: string;
  choose_lead: string;
  previous: string;
  next: string;
  strength: string;
  ledger: string;
  ledger_aside: string;
  total: string;
  nothing: string;
  sources: string;
  sources_of: string;
  no_sources: string;
  more: string;
  five: string;
  evidence: string;
  timeline: string;
  timeline_aside: string;
  timeline_label: string;
  fresh: string;
  left: string;
  ways: WayKeyData[];
  keys: ComponentKeyData[];
  foot: string;
  note: string;
  history_label: string;
}

/** All that the page of a partner is given; ``circle`` and ``ranking`` are addresses. */
export interface PartnerData {
  lang: string;
  choices: PartnerChoicesData[];
  time: TimeLineData;
  circle: string;
  ranking: string;
  texts: PartnerTextsData;
  file: PartnerFileData | null;
}

/** The land as an SVG path. */
export interface LandData {
  path: string;
}

/** The part of the map that is seen at first, around a point. */
export interface MapFrameData {
  width: number;
  height: number;
  x: number;
  y: number;
}

/** The home at its place. */
export interface MapHomeData {
  id: string;
  x: number;
  y: number;
  size: number;
  label: string;
}

/** A mark at its place; ``projects`` is their number. */
export interface MapMarkData {
  id: string;
  name: string;
  others: string[];
  country: string;
  what: string;
  strength: string;
  activity: string;
  state: string;
  form: string;
  count: number;
  x: number;
  y: number;
  size: number;
  label: string;
  projects: number;
  rough: boolean;
}

/** A line of a layer, as an SVG path. */
export interface MapLineData {
  id: string;
  layer: string;
  line: string;
  state: string;
  path: string;
}

/** Marks that are drawn as one. */
export interface MarkGroupData {
  ids: string[];
  size: number;
}

/**
 * The arrangement from a zoom on.
 *
 * ``moved`` has by id the way of a mark from its place; ``names`` and ``home`` the side of a name: right,
 * left, above, below, or empty if there is no room.
 */
export interface ZoomStepData {
  zoom: number;
  groups: MarkGroupData[];
  moved: Record<string, number[]>;
  home: string;
  names: Record<string, string>;
  nameless: string;
}

/** The part of the map that is drawn. */
export interface MapDrawingData {
  frame: MapFrameData;
  home: MapHomeData | null;
  marks: MapMarkData[];
  lines: MapLineData[];
  steps: ZoomStepData[];
  legend: LegendData;
}

/** The texts of the map. */
export interface MapTextsData {
  read: string;
  shown: string;
  stamp: string;
  canvas: string;
  zoom: string;
  zoom_in: string;
  zoom_out: string;
  zoom_all: string;
  png: string;
  svg: string;
  close: string;
  more: string;
  as_of: string;
  forms: string;
  year_before: string;
  year_after: string;
  together: string;
  between: string;
  nearer: string;
}

/** All that the map is given. */
export interface MapData {
  lang: string;
  view: string;
  chosen: string | null;
  file: string;
  legend: LegendData;
  overview: OverviewData;
  card: CardData | null;
  table: ListData;
  time: TimeLineData;
  frame: MapFrameData;
  home: MapHomeData | null;
  marks: MapMarkData[];
  lines: MapLineData[];
  steps: ZoomStepData[];
  texts: MapTextsData;
}

/** A hit; one without ``href`` is reported when it is chosen. */
export interface HitData {
  id: string;
  name: string;
  others: string;
  what: string;
  href?: string;
}

/** The hits for what was typed; ``none`` is shown if there are none. */
export interface SearchBoxData {
  placeholder: string;
  none: string;
  query: string;
  hits: HitData[];
}

/** The text of the button; ``most`` is the maximum size in bytes. */
export interface FileInputData {
  text: string;
  too_large: string;
  accept: string;
  most: number;
}

/** A column of a table. */
export interface TableHeadData {
  title: string;
  type: string;
  name: string;
}

/** A cell; ``url`` is an address of the web, ``href`` a page of the dashboard, ``id`` its node. */
export interface TableCellData {
  text: string;
  url?: string;
  href?: string;
  id?: string;
}

/** A table that can be sorted. */
export interface TableData {
  caption: string;
  lang: string;
  columns: TableHeadData[];
  rows: TableCellData[][];
  empty: string;
}

/** A text of the drawing; (x, y) is its anchor at half the line height. */
export interface LabelData {
  text: string;
  x: number;
  y: number;
  align: string;
  box: number[];
  width: number;
}

/** The part of a card that is sent with the mark and shown at once. */
export interface HeadData {
  id: string;
  name: string;
  others: string[];
  country: string;
  what: string;
  strength: string;
  activity: string;
  state: string;
  form: string;
  count: number;
}

/** A line of the legend: a state of the contact, a form, or a kind of line. */
export interface LegendEntryData {
  text: string;
  state?: string;
  form?: string;
  line?: string;
  count?: number;
}

/** The legend, in two lists. */
export interface LegendData {
  states: LegendEntryData[];
  shapes: LegendEntryData[];
}

/** The time line from the first year to the last. */
export interface TimeLineData {
  first: number;
  last: number;
  today: string;
  value: string;
  year: number;
  ticks: number[];
}

/** A source with the details needed to find it. */
export interface SourceData {
  title: string;
  url: string;
  meta: string;
  grade: string;
  grade_text: string;
}

/** The partner of a contact of the overview. */
export interface ContactPartnerData {
  id?: string;
  name?: string;
}

/** A visit, an event or a project as a line. */
export interface ContactData {
  date: string;
  text: string;
  tags: string;
  ref: string;
  sources: SourceData[];
  partner?: ContactPartnerData;
}

/** The last line of a card: what it is based on. */
export interface EvidenceTextData {
  title: string;
  text: string;
}

/** A step of a tie. */
export interface StepData {
  date: string;
  text: string;
  state: string;
}

/** The steps of a partner's ties. */
export interface StepsData {
  title: string;
  items: StepData[];
}

/** A section of contacts. */
export interface ContactsData {
  title: string;
  aside: string;
  items: ContactData[];
  empty: string;
}

/** One of the values on which sources disagree. */
export interface SideData {
  value: string;
  sources: string;
}

/** A property on which sources disagree. */
export interface DisagreementData {
  what: string;
  sides: SideData[];
}

/** The disagreements of a partner's sources. */
export interface DisagreementsData {
  title: string;
  aside: string;
  items: DisagreementData[];
}

/** The sources of a card. */
export interface SourcesData {
  title: string;
  aside: string;
  items: SourceData[];
}

/** The link to a partner's page. */
export interface FileLinkData {
  text: string;
  url: string;
}

/** A component of the score, stacked on those before it. */
export interface StrengthRowData {
  name: string;
  text: string;
  recorded: boolean;
  base: number;
  points: number;
  value: string;
}

/** What is said of a partner if nothing recorded enters its score. */
export interface UnmeasuredData {
  title: string;
  empty: string;
}

/** The strength of a partner: word, number, range by evidence, and the stacked components. */
export interface MeasuredData {
  title: string;
  word: string;
  value: string;
  evidence: string;
  scale: number;
  rows: StrengthRowData[];
  file: FileLinkData;
}

/** A node that belongs to a partner; without an id if it has no card. */
export interface AroundItemData {
  id: string;
  name: string;
}

/** The nodes of one label. */
export interface AroundGroupData {
  title: string;
  items: AroundItemData[];
}

/** The ports and organisations of an expanded partner. */
export interface AroundData {
  title: string;
  groups: AroundGroupData[];
  empty: string;
}

/** The district of a consulate. */
export interface DistrictData {
  title: string;
  text: string;
  empty: boolean;
}

/** What the map tells of a place: inhabitants, sectors, projects. */
export interface EconomyData {
  title: string;
  aside: string;
  facts: string[];
  items: ContactData[];
  empty: string;
}

/** The card of what is chosen. */
export interface CardData {
  id: string;
  head: HeadData;
  notes: string[];
  evidence: EvidenceTextData;
  strength?: UnmeasuredData | MeasuredData;
  steps?: StepsData;
  contacts?: ContactsData;
  disagreements?: DisagreementsData;
  sources?: SourcesData;
  around?: AroundData;
  district?: DistrictData;
  economy?: EconomyData;
}

/** A figure of the overview, with its meaning and the address that opens what it counts, if any. */
export interface TileData {
  value: string;
  text: string;
  meaning: string;
  url: string;
}

/** The partners of a region of the world, by kind of tie. */
export interface ContinentRowData {
  name: string;
  parts: number[];
  count: number;
}

/** The partners by region of the world. */
export interface ContinentsData {
  title: string;
  aside: string;
  rows: ContinentRowData[];
  most: number;
  keys: string[];
}

/** The projects of a sector. */
export interface WorksRowData {
  name: string;
  count: number;
}

/** The economic overview of the map. */
export interface WorksData {
  title: string;
  aside: string;
  rows: WorksRowData[];
  most: number;
  notes: string[];
  empty: string;
}

/** What stands in place of the card while nothing is chosen. */
export interface OverviewData {
  title: string;
  lead: string;
  tiles: TileData[];
  continents: ContinentsData;
  recent: ContactsData;
  notes: string[];
  works?: WorksData;
}

/** A column of the list; ``help`` says what it tells, if it shows a figure. */
export interface ListColumnData {
  title: string;
  type: string;
  help: string;
}

/** A row of the list; the form is given where something can be done to the mark. */
export interface ListRowData {
  id: string;
  cells: string[];
  form?: string;
}

/** The texts of the list. */
export interface ListTextsData {
  empty: string;
  acts?: string;
}

/** The same as the drawing, as a list. */
export interface ListData {
  columns: ListColumnData[];
  rows: ListRowData[];
  texts: ListTextsData;
}

/** The size of a drawing, in its units. */
export interface ExtentData {
  width: number;
  height: number;
}

/** The texts of the frame. */
export interface StageTextsData {
  read: string;
  shown: string;
  stamp: string;
  canvas: string;
  zoom: string;
  zoom_in: string;
  zoom_out: string;
  zoom_all: string;
  png: string;
  svg: string;
  close: string;
  more: string;
  as_of: string;
  forms: string;
  year_before: string;
  year_after: string;
}

/** What every drawing on the stage is given. */
export interface StageBaseData {
  lang: string;
  view: string;
  chosen: string | null;
  file: string;
  legend: LegendData;
  overview: OverviewData;
  card: CardData | null;
  table: ListData;
  time: TimeLineData;
}
