CREATE TABLE IF NOT EXISTS account (
    name     VARCHAR(100) PRIMARY KEY,
    role     VARCHAR(20)  NOT NULL,
    password VARCHAR(200) NOT NULL
);
