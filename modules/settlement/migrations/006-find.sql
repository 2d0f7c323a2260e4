-- Lists of a place or of days: rows come in the order of their time, so a block range index is
-- enough for days and costs a settlement next to nothing.
CREATE INDEX settlement_by_day ON settlement.settlement USING brin (at);
CREATE INDEX settlement_by_institution ON settlement.settlement (institution, at);
