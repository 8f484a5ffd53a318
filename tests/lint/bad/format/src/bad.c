int  bad( void );
